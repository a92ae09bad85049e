const base = require('../jest.config.js');

// Every test of the node's behaviour holds for both ways in which n8n runs it: see docs/decisions/0006.
process.env.ENGINE_RUNS_BY = 'routing';

/**
 * The engine suites of the node once more, through n8n's RoutingNode in place of custom operations.
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	rootDir: '..',
	testMatch: ['<rootDir>/test/engine/*.test.ts'],
	testPathIgnorePatterns: [
		// These do not run the node.
		'(embeddingsNode|trigger|triggerFailures|triggerSources|package|readings|editor|faultScripts|foundByScripts)\\.test',
		// What routing cannot do: it has one item at a time.
		'(customOperations|entitiesInOneRequest)\\.test',
		// The rate limiter and the time that texts take are the same for both ways.
		'(storm|foreignText)\\.test',
	],
};
