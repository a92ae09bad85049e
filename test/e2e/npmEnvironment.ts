import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ownEnvironment } from '../../scripts/command';

/** The environment of a user with this .npmrc and an empty cache, both in a folder. */
export async function npmEnvironment(
	dir: string,
	npmrc: Record<string, string>,
): Promise<NodeJS.ProcessEnv> {
	const file = join(dir, 'user.npmrc');
	const lines = Object.entries(npmrc).map(([key, value]) => `${key}=${value}`);
	await writeFile(file, `${lines.join('\n')}\n`);
	const own = Object.entries(ownEnvironment()).filter(([name]) => !/^npm_config_/i.test(name));
	return {
		...Object.fromEntries(own),
		npm_config_userconfig: file,
		npm_config_cache: join(dir, 'cache'),
		npm_config_fetch_retries: '0',
		npm_config_update_notifier: 'false',
	};
}
