import { isNewer } from '../version';
import type { Difference, Requirements } from './types';

const KEEP_RANGE =
	'Keep it, since n8n updates the package where the n8n stays. Only the next major version of the package asks for more, and its section in CHANGELOG.md says so first.';

/** What an n8n that has the released package lacks for that of today. */
export const requirementDifferences = (was: Requirements, is: Requirements): Difference[] =>
	[
		{
			name: 'engines.n8n',
			before: was.n8n,
			now: is.n8n,
			isKept: isIn(was.n8n, is.n8n),
		},
		{
			name: 'engines.node',
			before: was.node,
			now: is.node,
			isKept: isIn(was.node, is.node),
		},
		{
			name: 'n8n.n8nNodesApiVersion',
			before: was.n8nNodesApiVersion,
			now: is.n8nNodesApiVersion,
			isKept: is.n8nNodesApiVersion <= was.n8nNodesApiVersion,
		},
	].flatMap(({ name, before, now, isKept }) =>
		isKept
			? []
			: [
					{
						where: 'package.json',
						what: `${name} is ${now} in place of ${before}`,
						instead: KEEP_RANGE,
					},
				],
	);

/** Whether a range of versions has all of another one. Of a range other than a minimum only itself is certain. */
function isIn(was: string, is: string): boolean {
	if (was === is) return true;
	const before = minimumOf(was);
	const now = minimumOf(is);
	return before !== undefined && now !== undefined && isNewer(before, now);
}

/** With three numbers, e.g. `20.19.0` of `>=20.19`. */
function minimumOf(range: string): string | undefined {
	const [, version] = /^>=(\d+(?:\.\d+){0,2})$/.exec(range) ?? [];
	return version?.split('.').concat('0', '0').slice(0, 3).join('.');
}
