import { once } from 'node:events';

import { startChild } from './child';

/** Paths with which a measurement asks the server what arrived, and has it forget that. */
export const TALLY = '/tally';
export const RESET = '/reset';

/** What reached the server since the last reset. */
export interface Tally {
	requests: number;
	/** A hash of all bodies, whatever their order. */
	sum: string;
	/** Every distinct combination of method, path, API key and content type. */
	heads: string[];
}

/** The server that stands in for TwelveLabs while something is measured. */
export interface Answers {
	url: string;
	close(): void;
}

/** Starts it in a process of its own. */
export async function startAnswers(): Promise<Answers> {
	const child = startChild('answerServer.ts');
	const [port] = (await once(child, 'message')) as [number];
	return { url: `http://127.0.0.1:${port}`, close: () => void child.kill() };
}
