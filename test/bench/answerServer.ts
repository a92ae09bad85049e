/**
 * Answers every POST as TwelveLabs answers Index Asset, as fast as it can. A process of its own, so that none of its
 * work counts as the node's: started by `startAnswers`, it ends with the process that started it.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { RESET, TALLY, type Tally } from './answers';
import { endWithParent } from './child';

/** All requests of a run may arrive at once; Linux cuts it to what the system allows. */
const BACKLOG = 65_535;

let bodies: string[] = [];
let others = new Set<string>();

/** Bodies arrive in any order, so they are sorted before they are summed up. */
function tally(): Tally {
	const sum = createHash('sha256').update(bodies.sort().join('\n')).digest('hex');
	return { requests: bodies.length, sum, heads: [...others] };
}

const server = createServer((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		response.setHeader('Content-Type', 'application/json');
		if (request.url === TALLY) return response.end(JSON.stringify(tally()));
		if (request.url === RESET) {
			bodies = [];
			others = new Set();
			return response.end('{}');
		}
		const body = Buffer.concat(chunks).toString();
		bodies.push(body);
		const { 'x-api-key': key, 'content-type': type } = request.headers;
		others.add(`${request.method} ${request.url} ${String(key)} ${type}`);
		const { asset_id } = JSON.parse(body) as { asset_id: string };
		response.statusCode = 202;
		return response.end(JSON.stringify({ _id: `i${asset_id}`, asset_id }));
	});
});
// A run may take longer than the five seconds that Node.js gives an idle connection.
server.keepAliveTimeout = 600_000;
server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, () => {
	process.send?.((server.address() as AddressInfo).port);
});
endWithParent();
