/** Packages that the simulator's OpenAPI validation brings, published as ES modules only. */
const esModules = '/node_modules/@apidevtools/';

// The zone of a server is none that a test expects, so that a time read in it shows.
process.env.TZ = 'Asia/Kathmandu';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	// Copies of this package, by `npm run mutation`.
	modulePathIgnorePatterns: ['<rootDir>/.stryker/'],
	setupFiles: ['<rootDir>/test/setup.ts'],
	// Jest leaves a core free, which is half of two.
	maxWorkers: '100%',
	// n8n-core takes seconds to load, on a busy machine more than the default of five.
	testTimeout: 60_000,
	transform: {
		// Types are checked once, by `npm run typecheck`.
		'^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', diagnostics: false }],
		[`${esModules}.+\\.js$`]: [
			'ts-jest',
			{
				tsconfig: { allowJs: true, module: 'commonjs', isolatedModules: true },
				diagnostics: false,
			},
		],
	},
	transformIgnorePatterns: [`/node_modules/(?!@apidevtools/)`],
};
