import { Expression } from 'n8n-workflow';

/** What evaluates expressions. The n8n server has used `vm`, an isolate of its own, since 2.0; `legacy` runs in process. */
export type ExpressionEngine = 'vm' | 'legacy';

/** What the n8n server uses by default. */
export const SERVER_ENGINE: ExpressionEngine = 'vm';

/** Starts it as the n8n server does, with the server's defaults. */
export const startExpressionEngine = async (engine: ExpressionEngine): Promise<void> =>
	await Expression.initExpressionEngine({
		engine,
		poolSize: 1,
		maxCodeCacheSize: 1_024,
		bridgeTimeout: 5_000,
		bridgeMemoryLimit: 128,
	});
