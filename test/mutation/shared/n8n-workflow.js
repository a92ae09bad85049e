/** Loaded once in a process, see `environment.js`. */
module.exports = globalThis.sharedWorkflow ??= require('../../../node_modules/n8n-workflow');
