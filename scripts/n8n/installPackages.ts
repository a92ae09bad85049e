import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CommandFailed, ownEnvironment, run } from '../command';
import { withAddresses, type LockedInstall, type Registries } from './lockedInstall';
import { npmProblem } from './prerequisites';

/** npm's codes for a registry that does not give a package as it is asked for it. */
const REFUSALS = /\bcode (E400|E401|E403|E404|E405|E406|E410|E451|EALLOWREMOTE)\b/;

/** The same for one that has another version, or another file of the same version, than the lock file names. */
const DIFFERENCES = /\bcode (ETARGET|ENOVERSIONS|EINTEGRITY)\b/;

/** No audit, no advertisement, and none of the install scripts of all these packages. */
const QUIETLY = ['--ignore-scripts', '--no-audit', '--no-fund'];

interface Packages {
	signal: AbortSignal;
	/** Receives what the user should know of how it was done. */
	note(text: string): void;
	env?: NodeJS.ProcessEnv;
}

/**
 * Installs packages into a folder, with priority to whatever else the computer does: the locked ones from where registries
 * usually keep them, else from where the registry says it keeps them, else those that npm itself resolves.
 * @throws Problem when that is not possible either
 */
export async function installPackages(
	dir: string,
	locked: LockedInstall,
	{ signal, note, env = ownEnvironment() }: Packages,
): Promise<void> {
	const npm = async (...args: string[]) =>
		await run('npm', args, { cwd: dir, signal, env, background: true });
	const lockedOnes = async ({ manifest, lock }: LockedInstall) => {
		await writeFile(join(dir, 'package.json'), JSON.stringify({ private: true, ...manifest }));
		await writeFile(join(dir, 'package-lock.json'), JSON.stringify(lock));
		await npm('ci', ...QUIETLY);
	};

	const registries = registriesIn(await npm('config', 'list', '--json'));
	let refusal = await refusalOf(lockedOnes(withAddresses(locked, registries)));
	if (refusal && !refusal.isDifference) refusal = await refusalOf(lockedOnes(locked));
	if (!refusal) return;
	note(
		`The npm registry does not give the packages that the lock file names (npm says ${refusal.code}), so npm chose the versions itself. Some may be newer than the tested ones.`,
	);
	await rm(join(dir, 'package-lock.json'));
	await rm(join(dir, 'node_modules'), { recursive: true, force: true });
	await npm('install', '--no-package-lock', ...QUIETLY).catch((error: unknown) => {
		throw error instanceof CommandFailed ? npmProblem(error) : error;
	});
}

/** What a registry did not like. */
interface Refusal {
	/** npm's */
	code: string;
	/** Whether it is the lock file that it does not agree with. */
	isDifference: boolean;
}

/** @returns undefined when all was installed */
async function refusalOf(installing: Promise<void>): Promise<Refusal | undefined> {
	try {
		await installing;
		return undefined;
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		const refusal = refusalIn(error.output);
		if (!refusal) throw npmProblem(error);
		return refusal;
	}
}

/** What npm says of a registry that refused, if it says so. */
function refusalIn(output: string): Refusal | undefined {
	const [, difference] = DIFFERENCES.exec(output) ?? [];
	const [, code = difference] = REFUSALS.exec(output) ?? [];
	return code === undefined ? undefined : { code, isDifference: code === difference };
}

/** The registries in npm's own configuration: `registry`, and `@scope:registry` for packages of that scope. */
function registriesIn(configuration: string): Registries {
	try {
		return JSON.parse(configuration) as Registries;
	} catch {
		return {};
	}
}
