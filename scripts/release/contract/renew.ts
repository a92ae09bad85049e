import { Problem } from '../../problem';
import { isNewer, numbersOf } from '../version';
import { differences } from './compare';
import type { Contract, Difference } from './types';

/** A difference in one paragraph. */
export const differenceText = ({ where, what, instead }: Difference): string =>
	`${where}: ${what}.\n  ${instead}`;

/**
 * The contract that takes the place of the committed one.
 * @param isReleased whether the CHANGELOG has a date for the version of `present`
 * @throws Problem where the committed one is that of a published release, and this is no later one that keeps it
 */
export function renewed(
	released: Contract,
	present: Omit<Contract, 'published'>,
	isReleased: boolean,
): Contract {
	const { version } = present;
	if (released.published) {
		if (!isNewer(version, released.version)) {
			throw new Problem(
				`Version ${released.version} is published, so its contract stays as it is.`,
				'Additions pass without a new contract. At a release, package.json gets a higher version first.',
			);
		}
		if (!isReleased) {
			throw new Problem(
				`CHANGELOG.md has no section of version ${version} with a date.`,
				'A contract is renewed at a release, which gets its section and date first.',
			);
		}
		const lost = differences(released, present);
		if (lost.length > 0 && !isNextMajor(version, released.version)) {
			throw new Problem(
				`Version ${version} takes away what version ${released.version} has promised:\n${lost.map(differenceText).join('\n')}`,
				'A node version can be taken away by the next major version of the package only.',
			);
		}
	}
	const { nodes, credentials, outputs } = present;
	return { version, published: isReleased, nodes, credentials, outputs };
}

const isNextMajor = (version: string, than: string): boolean =>
	(numbersOf(version)?.[0] ?? 0) > (numbersOf(than)?.[0] ?? 0);
