import { run } from '../../../scripts/command';
import type { Part } from '../part';

/** The suites that run the package in n8n's engine, once more, in the oldest one that the README promises. */
export const oldestN8n: Part = {
	name: 'Oldest n8n',
	needs: [],
	withinMinutes: 20,
	async run(stage) {
		const { repository: cwd, signal } = stage;
		const npm = async (...args: string[]) => await run('npm', args, { cwd, signal });
		await stage.check('the engine suites pass in it as they do in the newest', async () => {
			await npm('run', 'test:oldest');
		});
		stage.report(`engines.n8n ${(await npm('pkg', 'get', 'engines.n8n')).trim()}`);
	},
};
