/**
 * Stryker's runner for Jest, except that a mutant runs only what may notice it, file by file, until one does. By itself, Stryker
 * has Jest load each test file that imports the mutated one, however indirectly, skip its tests by name, and run all the rest.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import {
	commonTokens,
	declareFactoryPlugin,
	PluginKind,
	tokens,
} from '@stryker-mutator/api/plugin';
import { MutantRunStatus } from '@stryker-mutator/api/test-runner';
import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';

const [{ factory: jestRunner }] = jestPlugins;

/** In the sandbox, for the process that replaces this one after a mutant that ran out of time. */
const TESTS = 'tests.json';

const JEST_TIMEOUT = /Exceeded timeout of \d+ ms/;

class NarrowRunner {
	constructor(inner) {
		this.inner = inner;
	}

	capabilities() {
		return this.inner.capabilities();
	}

	async init() {
		await this.inner.init();
	}

	async dryRun(options) {
		const result = await this.inner.dryRun(options);
		const tests = (result.tests ?? []).map(({ id, fileName, timeSpentMs }) => ({
			id,
			fileName,
			timeSpentMs,
		}));
		writeFileSync(TESTS, JSON.stringify(tests));
		return result;
	}

	async mutantRun(options) {
		let nrOfTests = 0;
		for (const file of this.filesFor(options)) {
			process.env.MUTATION_TEST_FILES = file;
			const result = await this.inner.mutantRun(options);
			nrOfTests += result.nrOfTests ?? 0;
			if (result.status === MutantRunStatus.Survived) continue;
			// A promise that stays open is no other result than a loop without an end.
			return JEST_TIMEOUT.test(result.failureMessage ?? '')
				? { status: MutantRunStatus.Timeout, reason: result.failureMessage }
				: { ...result, nrOfTests };
		}
		return { status: MutantRunStatus.Survived, nrOfTests };
	}

	/** The test files of the mutated folder that reach the mutant, or all that do where none of the folder does; quick ones first. */
	filesFor({ testFilter, sandboxFileName }) {
		this.tests ??= JSON.parse(readFileSync(TESTS, 'utf8'));
		const names = testFilter && new Set(testFilter);
		const times = new Map();
		for (const { id, fileName, timeSpentMs } of this.tests) {
			if (names && !names.has(id)) continue;
			times.set(fileName, (times.get(fileName) ?? 0) + timeSpentMs);
		}
		const files = [...times.keys()].sort((a, b) => times.get(a) - times.get(b));
		const folder = `${dirname(sandboxFileName).replace('/nodes/', '/test/')}/`;
		const own = files.filter((file) => file.startsWith(folder));
		return own.length > 0 ? own : files;
	}
}

function narrowRunner(injector) {
	return new NarrowRunner(injector.injectFunction(jestRunner));
}
narrowRunner.inject = tokens(commonTokens.injector);

export const strykerPlugins = [
	declareFactoryPlugin(PluginKind.TestRunner, 'narrow-jest', narrowRunner),
];
