import { join } from 'node:path';

import { say } from './report';

/** ES modules alone: CommonJS, which these scripts are, cannot import them statically. */
const rolldownModule = import('rolldown');
const configModule = import('rolldown/config');

/**
 * Builds the published files, and anew whenever a source file changes.
 * @param onChanged is called after each build but the first, which has ended when this returns
 * @returns a function that ends it
 */
export async function watchSources(
	repository: string,
	onChanged: () => Promise<void>,
): Promise<() => Promise<void>> {
	const { loadConfig } = await configModule;
	const config = await loadConfig(join(repository, 'rolldown.config.mjs'));
	if (typeof config === 'function') throw new Error('rolldown.config.mjs exports a function');
	const watcher = (await rolldownModule).watch(config);
	let isFirst = true;
	await new Promise<void>((resolve) => {
		watcher.on('event', async (event) => {
			if (event.code === 'ERROR') say(event.error.message);
			// What a build holds is freed by hand.
			if (event.code === 'ERROR' || event.code === 'BUNDLE_END') await event.result.close();
			if (event.code === 'BUNDLE_END' && !isFirst) await onChanged();
			if (event.code !== 'END' && event.code !== 'ERROR') return;
			isFirst = false;
			resolve();
		});
	});
	return async () => await watcher.close();
}
