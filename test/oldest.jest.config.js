const { dirname } = require('node:path');

const base = require('../jest.config.js');

const oldest = dirname(require.resolve('n8n-core-oldest/package.json'));

/**
 * The engine suites again, inside the oldest n8n that the README promises. What tests and package import as n8n-core and
 * n8n-workflow is then that version.
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	rootDir: '..',
	testMatch: ['<rootDir>/test/engine/**/*.test.ts'],
	// The rate limiter and the time that texts take are the same in every n8n.
	testPathIgnorePatterns: ['(storm|foreignText)\\.test'],
	moduleNameMapper: {
		'^n8n-core$': oldest,
		'^n8n-workflow$': dirname(require.resolve('n8n-workflow/package.json', { paths: [oldest] })),
	},
};
