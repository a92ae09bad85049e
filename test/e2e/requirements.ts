import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** A program that a part needs, and that npm does not bring. */
export interface Requirement {
	name: string;
	/** What brings it on Debian. */
	package: string;
	/** @returns the path of the program; undefined where it is not installed */
	find(): Promise<string | undefined>;
}

/** Says what is not installed, with the one command that installs it; undefined where nothing is missing. */
export async function missingOf(needs: Requirement[]): Promise<string | undefined> {
	const found = await Promise.all(needs.map(async ({ find }) => await find()));
	const missing = needs.filter((_, at) => found[at] === undefined);
	return missing.length > 0 ? notInstalled(...missing) : undefined;
}

export const notInstalled = (...missing: Requirement[]): string =>
	[
		missing.map(({ name }) => name).join(' and '),
		missing.length > 1 ? 'are' : 'is',
		'not installed: apt-get install -y --no-install-recommends',
		missing.map((requirement) => requirement.package).join(' '),
	].join(' ');

export const CHROMIUM: Requirement = {
	name: 'Chromium',
	package: 'chromium',
	find: async () => await onPath('chromium', 'chromium-browser', 'google-chrome'),
};

export const REDIS: Requirement = {
	name: 'Redis',
	package: 'redis-server',
	find: async () => await onPath('redis-server'),
};

/** Debian keeps the server's programs apart from the path, in a folder for each version. */
const POSTGRESQL_VERSIONS = '/usr/lib/postgresql';

export const POSTGRESQL: Requirement = {
	name: 'PostgreSQL',
	package: 'postgresql',
	find: async () => {
		const versions = await readdir(POSTGRESQL_VERSIONS).catch(() => []);
		const folders = versions
			.sort((a, b) => Number(b) - Number(a))
			.map((version) => join(POSTGRESQL_VERSIONS, version, 'bin'));
		return (await firstProgram(folders, ['initdb'])) ?? (await onPath('initdb'));
	},
};

const onPath = async (...names: string[]): Promise<string | undefined> =>
	await firstProgram((process.env.PATH ?? '').split(delimiter), names);

async function firstProgram(folders: string[], names: string[]): Promise<string | undefined> {
	for (const name of names) {
		for (const folder of folders) {
			const program = join(folder, name);
			const found = await access(program, constants.X_OK).then(
				() => true,
				() => false,
			);
			if (found) return program;
		}
	}
	return undefined;
}
