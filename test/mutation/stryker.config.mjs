/**
 * Mutation testing, on demand: `npm run mutation`. Stryker changes one thing at a time and expects a unit test to notice.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	plugins: ['@stryker-mutator/jest-runner', './test/mutation/runner.mjs'],
	testRunner: 'narrow-jest',
	jest: { configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	// Texts for users are compared where they are made, not word by word.
	mutator: { excludedMutations: ['StringLiteral'] },
	// What is computed once, when a file is loaded: each such mutant needs all tests.
	ignoreStatic: true,
	// With the time of the tests that reach a mutant, several times over: a busy machine must not kill one.
	timeoutMS: 20_000,
	timeoutFactor: 3,
	dryRunTimeoutMinutes: 30,
	concurrency: 1,
	incremental: true,
	incrementalFile: process.env.MUTATION_RESULT ?? '.stryker/all.json',
	tempDirName: '.stryker/tmp',
	reporters: ['progress-append-only', 'clear-text'],
	clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
	ignorePatterns: ['dist', 'docs', 'examples', 'icons', '.n8n', 'test/e2e', 'test/bench'],
	allowConsoleColors: false,
};
