/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	setupFiles: ['<rootDir>/test/setup.ts'],
	// n8n-core takes seconds to load, on a busy machine more than the default of five.
	testTimeout: 60_000,
	transform: {
		// Types are checked once, by `npm run typecheck`.
		'^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false }],
	},
};
