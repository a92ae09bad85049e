import { Problem } from '../../problem';
import { isNewer, isNextMajor } from '../version';
import { differences } from './compare';
import type { BuiltContract, Contract, Difference } from './types';

/** A difference in one paragraph. */
export const differenceText = ({ where, what, instead }: Difference): string =>
	`${where}: ${what}.\n  ${instead}`;

/** What a version takes away from workflows that were saved with the last published one, which a next major version may. */
export const brokenPromises = (published: Contract, present: BuiltContract): Difference[] =>
	isNextMajor(present.version, published.version) ? [] : differences(published, present);

/**
 * The contract that takes the place of the committed one.
 * @param published the contract of the last version that is published, if there is one
 * @param isDated whether the CHANGELOG has a date for the version of `present`
 * @throws Problem where this is no later version, or does not keep what the last one has promised
 */
export function renewed(
	published: Contract | undefined,
	present: BuiltContract,
	isDated: boolean,
): Contract {
	if (published) demandNext(published, present, isDated);
	return { ...present, dated: isDated };
}

function demandNext(published: Contract, present: BuiltContract, isDated: boolean): void {
	const { version } = present;
	if (!isNewer(version, published.version)) {
		throw new Problem(
			`Version ${published.version} is published, so its contract stays as it is.`,
			'Additions pass without a new contract. At a release, package.json gets a higher version first.',
		);
	}
	if (!isDated) {
		throw new Problem(
			`CHANGELOG.md has no section of version ${version} with a date.`,
			'A contract is renewed at a release, which gets its section and date first.',
		);
	}
	const broken = brokenPromises(published, present);
	if (broken.length > 0) {
		throw new Problem(
			`Version ${version} takes away what version ${published.version} has promised:\n${broken.map(differenceText).join('\n')}`,
			'Only the next major version of the package may remove a node version.',
		);
	}
}
