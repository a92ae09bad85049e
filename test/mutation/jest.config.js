/** The unit tests that judge mutants. None of them loads n8n-core. */
const { transform, transformIgnorePatterns } = require('../../jest.config.js');

/** What one part is judged by, see `parts.ts`; all where nothing is named. */
const tests = process.env.MUTATION_TESTS ?? 'test/{api,shared,TwelveLabsTrigger}/**/*.test.ts';

module.exports = {
	rootDir: '../..',
	roots: ['<rootDir>/test'],
	testMatch: [`<rootDir>/${tests}`],
	// Simulations of many seconds each: for thousands of mutants they take days.
	testPathIgnorePatterns: [
		'TwelveLabsTrigger/(backlog\\.test|histories\\.test|mutants/|sources/asset/hugeAccount\\.test)',
		'rateLimiter/(byChance|fairness|storm)\\.test',
		// It reads the documentation.
		'test/api/coverage\\.test',
	],
	testEnvironment: require.resolve('./environment.js'),
	moduleNameMapper: { '^(n8n-workflow|fast-check)$': '<rootDir>/test/mutation/shared/$1.js' },
	filter: '<rootDir>/test/mutation/filter.js',
	transform,
	transformIgnorePatterns,
	// A promise that a mutant leaves open ends its test here. No test takes a fifth of it.
	testTimeout: 10_000,
};
