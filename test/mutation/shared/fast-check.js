/** Loaded once in a process, see `environment.js`. The same cases for each mutant, few of them, and none is made smaller. */
const MAX_RUNS = 100;

function shared() {
	const { default: fc } = require('../../../node_modules/fast-check/lib/cjs/fast-check.js');
	const assert = (property, { numRuns = MAX_RUNS, ...more } = {}) =>
		fc.assert(property, {
			seed: 1,
			...more,
			numRuns: Math.min(numRuns, MAX_RUNS),
			endOnFailure: true,
		});
	return { __esModule: true, default: { ...fc, assert } };
}

module.exports = globalThis.sharedFastCheck ??= shared();
