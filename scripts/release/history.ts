import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { Problem } from '../problem';
import { CONTRACT_PATH } from './contract/store';
import type { Contract } from './contract/types';
import { isNewer, numbersOf } from './version';

/** A checkout, and the signal that ends what is asked of git and npm. */
interface Checkout {
	folder: string;
	signal: AbortSignal;
}

/** The tag of a version, which publish.yml waits for. */
export const tagOf = (version: string): string => `v${version}`;

/**
 * The contract of the newest version that is published and not later than another one. A version is published when it has its
 * tag, whose commit has the contract; or when npm has it.
 * @param committed the contract in the checkout; npm is asked for its version alone, and only where no tag is as new
 * @param until that other version
 * @throws Problem where that cannot be found out
 */
export async function publishedContract(
	name: string,
	committed: Contract,
	until: string,
	checkout: Checkout,
): Promise<Contract | undefined> {
	const tagged = (await taggedVersions(checkout)).find((version) => !isNewer(version, until));
	const isLater = tagged === undefined || isNewer(committed.version, tagged);
	if (committed.dated && isLater && (await isOnNpm(`${name}@${committed.version}`, checkout))) {
		return committed;
	}
	return tagged === undefined ? undefined : await contractAt(tagged, checkout);
}

/**
 * The contract of the newest version before another one that has a tag.
 * @throws Problem where the checkout has no tags, though the repository may
 */
export async function contractBefore(
	version: string,
	checkout: Checkout,
): Promise<Contract | undefined> {
	const earlier = (await taggedVersions(checkout)).find((tagged) => isNewer(version, tagged));
	return earlier === undefined ? undefined : await contractAt(earlier, checkout);
}

/** The newest first. */
async function taggedVersions(checkout: Checkout): Promise<string[]> {
	if ((await git(checkout, 'rev-parse', '--is-shallow-repository')) === 'true') {
		throw new Problem(
			'This checkout is shallow: the tags of earlier versions may be missing.',
			'Fetch everything first: git fetch --unshallow --tags',
		);
	}
	const tags = await git(checkout, 'tag', '--list', tagOf('*'));
	return tags
		.split('\n')
		.map((tag) => tag.slice(1))
		.filter((version) => numbersOf(version) !== undefined)
		.sort((a, b) => (isNewer(a, b) ? -1 : 1));
}

const contractAt = async (version: string, checkout: Checkout): Promise<Contract> =>
	JSON.parse(await git(checkout, 'show', `${tagOf(version)}:${CONTRACT_PATH}`)) as Contract;

/** Whether git has nothing that is not committed. */
export const isCommitted = async (checkout: Checkout): Promise<boolean> =>
	(await git(checkout, 'status', '--porcelain')) === '';

const git = async (checkout: Checkout, ...args: string[]): Promise<string> =>
	await outputOf('git', args, checkout);

/** npm's code for what does not exist; older versions of npm have no output for a version that does not. */
const DOES_NOT_EXIST = 'E404';

async function isOnNpm(versioned: string, checkout: Checkout): Promise<boolean> {
	try {
		return (await outputOf('npm', ['view', versioned, 'version'], checkout)) !== '';
	} catch (error) {
		const { stderr = '' } = error as { stderr?: string };
		if (stderr.includes(DOES_NOT_EXIST)) return false;
		throw new Problem(
			`npm does not say whether ${versioned} is published:\n${stderr}`,
			'Try again with a network. What is published keeps its contract.',
		);
	}
}

/** Both end within seconds, and have nothing to undo. */
async function outputOf(
	file: string,
	args: string[],
	{ folder: cwd, signal }: Checkout,
): Promise<string> {
	const { stdout } = await promisify(execFile)(file, args, { cwd, signal, maxBuffer: Infinity });
	return stdout.trim();
}
