/**
 * Jest's environment for Node, made once for all test files of a process: with a new one for each, most of the time of a mutant
 * goes into loading n8n-workflow anew. Modules of this project are still loaded anew by each test file.
 */
const { mixinJestEnvironment } = require('@stryker-mutator/jest-runner');
const { TestEnvironment } = require('jest-environment-node');

const ACTIVE_MUTANT = '__STRYKER_ACTIVE_MUTANT__';

/** Where Jest keeps what listens to its events; those of earlier test files would listen on. */
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

let shared;

class SharedEnvironment {
	constructor(config, context) {
		shared ??= new TestEnvironment(config, context);
		const { global } = shared;
		const mutant = process.env[ACTIVE_MUTANT];
		if (mutant === undefined) delete global.process.env[ACTIVE_MUTANT];
		else global.process.env[ACTIVE_MUTANT] = mutant;
		global[EVENT_HANDLERS] = undefined;
		let isDecided = false;
		const { constructor: FakeTimers } = shared.fakeTimersModern;
		const fakeTimersModern = new FakeTimers({ config: config.projectConfig, global });
		return Object.assign(Object.create(shared), {
			fakeTimersModern,
			/** The first test that does not pass decides about a mutant. */
			handleTestEvent({ name, test }) {
				if (name === 'test_done' && test.errors.length > 0) isDecided = mutant !== undefined;
				if (name === 'test_start' && isDecided) test.mode = 'skip';
			},
			async teardown() {
				fakeTimersModern.dispose();
			},
		});
	}
}

module.exports = mixinJestEnvironment(SharedEnvironment);
