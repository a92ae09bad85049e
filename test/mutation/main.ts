/**
 * `npm run mutation`: mutates part by part, has the unit tests judge the mutants, and writes `docs/mutation.md`. The name of
 * a part (`npm run mutation -- api/client`) stands for it alone, a word for the parts with it in their names, `report` for none.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { run } from '../../scripts/command';
import { Problem } from '../../scripts/problem';
import { runProgram } from '../../scripts/program';
import { say } from '../../scripts/report';
import { PARTS, type Part } from './parts';
import { report } from './report';
import { isDetected, summaryOf, type PartResult, type StrykerResult } from './results';

const REPOSITORY = join(__dirname, '../..');
const REPORT = join(REPOSITORY, 'docs', 'mutation.md');

/** What the last run of each part has found, by its name. */
const RESULTS = join(__dirname, 'results.json');

/** What Stryker keeps. */
const STRYKER = join(REPOSITORY, '.stryker');

async function mutation(signal: AbortSignal): Promise<number> {
	for (const part of named(process.argv[2])) {
		say(`\n${part.name}`);
		const found = await mutate(part, signal);
		// At once: a run that ends later than this part leaves it in the report.
		await writeFormatted(RESULTS, JSON.stringify({ ...(await results()), [part.name]: found }));
	}
	const found = await results();
	const inOrder = PARTS.flatMap(
		({ name }): Array<[string, PartResult]> => (name in found ? [[name, found[name]]] : []),
	);
	const missing = PARTS.map(({ name }) => name).filter((name) => !(name in found));
	await writeFormatted(REPORT, report(new Map(inOrder), missing));
	return 0;
}

/** @param word the name of a part, or a word of the names of several; all of them without one */
function named(word = ''): readonly Part[] {
	if (word === 'report') return [];
	const exact = PARTS.filter(({ name }) => name === word);
	const chosen = exact.length > 0 ? exact : PARTS.filter(({ name }) => name.includes(word));
	if (chosen.length > 0) return chosen;
	const names = PARTS.map(({ name }) => name).join('\n');
	throw new Problem(`No part has "${word}" in its name.`, `There are:\n${names}`);
}

async function mutate(part: Part, signal: AbortSignal): Promise<PartResult> {
	const date = new Date().toISOString().slice(0, 10);
	const commit = (
		await run('git', ['rev-parse', '--short', 'HEAD'], { cwd: REPOSITORY, signal })
	).trim();
	const file = join(STRYKER, `${part.name.replaceAll('/', '-')}.json`);
	await forgetSurvivors(file);
	const stryker = spawn(
		join(REPOSITORY, 'node_modules/.bin/stryker'),
		['run', 'test/mutation/stryker.config.mjs', '--mutate', part.mutate.join(',')],
		{
			cwd: REPOSITORY,
			stdio: 'inherit',
			signal,
			env: { ...process.env, MUTATION_RESULT: file, MUTATION_TESTS: part.tests },
		},
	);
	const [code] = await once(stryker, 'close');
	await rm(join(STRYKER, 'tmp'), { recursive: true, force: true });
	if (code !== 0) {
		throw new Problem(
			`Stryker ended with code ${String(code)}.`,
			'What it said stands above. A test that does not pass ends it before it mutates anything.',
		);
	}
	return summaryOf(JSON.parse(await readFile(file, 'utf8')) as StrykerResult, { date, commit });
}

/** Stryker judges a survivor anew where a test has changed, and takes no notice of what the test calls. */
async function forgetSurvivors(file: string): Promise<void> {
	if (!existsSync(file)) return;
	const { files, ...rest } = JSON.parse(await readFile(file, 'utf8')) as StrykerResult;
	for (const each of Object.values(files)) each.mutants = each.mutants.filter(isDetected);
	await writeFile(file, JSON.stringify({ ...rest, files }));
}

const results = async (): Promise<Record<string, PartResult>> =>
	JSON.parse(await readFile(RESULTS, 'utf8')) as Record<string, PartResult>;

async function writeFormatted(path: string, text: string): Promise<void> {
	const style = await resolveConfig(path);
	await writeFile(path, await format(text, { ...style, filepath: path }));
}

void runProgram(async (_cleanup, signal) => await mutation(signal));
