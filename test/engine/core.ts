import { dirname } from 'node:path';

/**
 * A package as n8n-core itself has it. Another copy may be hoisted to the top (@n8n/node-cli brings its own @n8n/di), and a
 * container of that copy knows nothing of n8n-core: the engine then hangs.
 */
export const fromCore = <T>(name: string): T =>
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	require(require.resolve(name, { paths: [dirname(require.resolve('n8n-core'))] })) as T;

export const { Container } = fromCore<{
	Container: { get<T>(type: abstract new (...args: never[]) => T): T };
}>('@n8n/di');
