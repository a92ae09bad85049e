import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { run } from '../command';
import { Problem } from '../problem';
import { runProgram } from '../program';
import { say } from '../report';
import { step } from '../step';
import { withVersion } from './changelog';
import { numbersOf } from './version';

const REPOSITORY = join(__dirname, '..', '..');
const CHANGELOG = join(REPOSITORY, 'CHANGELOG.md');

/** Gives version, changelog and contract the number of a release: `npm run release:prepare -- 1.0.0`. */
void runProgram(async (_cleanup, signal) => {
	const { positionals } = parseArgs({ allowPositionals: true });
	const [version = ''] = positionals;
	if (!numbersOf(version)) {
		throw new Problem(
			`"${version}" is no version.`,
			'Name the version to publish: npm run release:prepare -- 1.0.0',
		);
	}
	const today = new Date().toISOString().slice(0, 10);
	const changelog = withVersion(await readFile(CHANGELOG, 'utf8'), version, today);
	const npm = async (...args: string[]) => await run('npm', args, { cwd: REPOSITORY, signal });
	await npm('version', '--no-git-tag-version', '--allow-same-version', version);
	await writeFile(CHANGELOG, changelog);
	await step('Build the package, and renew the contract', async () => {
		await npm('run', 'release:snapshot');
	});
	say(`Read CHANGELOG.md, and commit everything. docs/releasing.md says how ${version} goes on.`);
	return 0;
});
