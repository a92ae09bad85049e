/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code, never published */
import { dirname } from 'node:path';

/**
 * n8n-core's own copy of @n8n/di. Another one may be hoisted to the top (@n8n/node-cli brings its own), and a container
 * of that copy knows nothing of n8n-core: the engine then hangs.
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const di = require(
	require.resolve('@n8n/di', { paths: [dirname(require.resolve('n8n-core'))] }),
) as { Container: { get<T>(type: abstract new (...args: never[]) => T): T } };

export const { Container } = di;
