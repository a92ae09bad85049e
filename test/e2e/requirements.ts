/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code, never published */
import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** A program that a part needs, and that npm does not bring. */
export interface Requirement {
	name: string;
	/** The one command that installs it, on Debian. */
	install: string;
	/** @returns the path of the program; undefined where it is not installed */
	find(): Promise<string | undefined>;
}

export const CHROMIUM: Requirement = {
	name: 'Chromium',
	install: 'apt-get install -y --no-install-recommends chromium',
	find: async () => await onPath('chromium', 'chromium-browser', 'google-chrome'),
};

export const REDIS: Requirement = {
	name: 'Redis',
	install: 'apt-get install -y --no-install-recommends redis-server',
	find: async () => await onPath('redis-server'),
};

/** Debian keeps the server's programs apart from the path, in a folder for each version. */
const POSTGRESQL_VERSIONS = '/usr/lib/postgresql';

export const POSTGRESQL: Requirement = {
	name: 'PostgreSQL',
	install: 'apt-get install -y --no-install-recommends postgresql',
	find: async () => {
		const versions = await readdir(POSTGRESQL_VERSIONS).catch(() => []);
		const folders = versions
			.sort()
			.reverse()
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
