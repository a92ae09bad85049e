import { inspect } from 'node:util';

import type { IRun } from 'n8n-workflow';

import { fromCore } from './core';

/** What n8n saves executions with. */
const { stringify } = fromCore<{ stringify(value: unknown): string }>('flatted');

const { Logger } = fromCore<{ Logger: { prototype: { log(...line: unknown[]): void } } }>(
	'@n8n/backend-common',
);

/** Everything of a value: what is hidden, what getters give, and what is deep inside. */
export const everythingIn = (value: unknown): string =>
	inspect(value, {
		depth: null,
		showHidden: true,
		getters: true,
		maxArrayLength: null,
		maxStringLength: null,
	});

/** A run as a test sees it, and as n8n saves it. */
export const recordOf = (run: IRun): string =>
	[everythingIn(run), stringify(run.data), stringify(run)].join('\n');

/** An error and all that it names as its cause. */
export function chainOf(error: unknown): string {
	const parts: string[] = [];
	for (let at = error; at !== undefined && at !== null; at = (at as { cause?: unknown }).cause) {
		parts.push(everythingIn(at), String(at), String((at as Error).stack), JSON.stringify(at));
		if (parts.length > 100) break;
	}
	return parts.join('\n');
}

/** Forms in which a key could leak without standing there as it is. */
function formsOf(key: string): string[] {
	const bytes = Buffer.from(key);
	// In the middle of something longer, base64 differs for each of three positions; the edges are not its own.
	const shifted = [0, 1, 2].map((offset) =>
		Buffer.concat([Buffer.alloc(offset), bytes])
			.toString('base64')
			.slice(4, -4),
	);
	return [key, encodeURIComponent(key), bytes.toString('hex'), ...shifted].map((form) =>
		form.toLowerCase(),
	);
}

/** @returns the forms of the key that the text has, in any case */
export function foundIn(text: string, key: string): string[] {
	const lower = text.toLowerCase();
	return formsOf(key).filter((form) => lower.includes(form));
}

/** Collects what n8n logs, at every level, and what goes to the console, until `stop`. */
export class Eavesdropper {
	private readonly heard: string[] = [];
	private readonly spies: jest.SpyInstance[];

	constructor() {
		const hear = (...line: unknown[]) => {
			this.heard.push(...line.map(everythingIn));
		};
		const log = jest.spyOn(Logger.prototype, 'log').mockImplementation(hear);
		const streams = [process.stdout, process.stderr].map((stream) =>
			jest.spyOn(stream, 'write').mockImplementation((chunk) => {
				hear(String(chunk));
				return true;
			}),
		);
		const methods = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
			jest.spyOn(console, method).mockImplementation(hear),
		);
		this.spies = [log, ...streams, ...methods];
	}

	get text(): string {
		return this.heard.join('\n');
	}

	stop(): void {
		for (const spy of this.spies) spy.mockRestore();
	}
}
