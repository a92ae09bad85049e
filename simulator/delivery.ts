import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Clock } from './clock';
import type { Answer } from './errors';
import { transmit, type Transmission } from './transmission';

const API_VERSION = 'v1.3';
const TRACE_ID_BYTES = 16;

/** What goes back over the wire. */
export interface Delivery {
	answer: Answer;
	/** Break the connection: at once, or in the middle of the body. */
	cut?: 'reset' | 'truncated';
	/** Sent by something in front of the API, so without the API's headers. */
	foreign?: boolean;
	/** The answer is whole, and does not come at once. */
	transmission?: Transmission;
}

/** Puts an answer on the wire, whole or broken in the way a fault asks for. */
export function send(
	{ answer, cut, foreign, transmission }: Delivery,
	reply: FastifyReply,
	clock: Clock,
	closing: AbortSignal,
): void {
	const { status, headers } = answer;
	const text = textOf(answer);
	const all: Record<string, string> = {
		// Clients measure their own clock against this one.
		Date: new Date(clock.now()).toUTCString(),
		...(text === undefined ? {} : { 'Content-Type': 'application/json' }),
		...(foreign ? {} : { 'X-Api-Version': API_VERSION, 'x-trace-id': traceId() }),
		...headers,
	};
	if (transmission) {
		reply.hijack();
		reply.raw.writeHead(status, all);
		void transmit(reply.raw, text ?? '', transmission, closing);
		return;
	}
	if (cut === undefined) {
		reply.code(status).headers(all).send(text);
		return;
	}
	reply.hijack();
	const { raw } = reply;
	if (cut === 'reset') {
		raw.socket?.resetAndDestroy();
		return;
	}
	const bytes = Buffer.from(text ?? '');
	raw.writeHead(status, { ...all, 'Content-Length': bytes.length });
	raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => raw.destroy());
}

function textOf({ body, events }: Answer): string | undefined {
	if (events) return events.map((event) => `${JSON.stringify(event)}\n`).join('');
	return typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
}

function traceId(): string {
	return randomBytes(TRACE_ID_BYTES).toString('hex');
}
