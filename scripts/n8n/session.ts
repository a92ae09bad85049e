import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import axios, { type AxiosInstance } from 'axios';

/** A list of node types with all their parameters takes a moment; nothing else comes near it. */
const ANSWER_WITHIN_MS = 30_000;

const POLL_MS = 200;

/** What n8n answered instead of what was wanted; without a status it did not answer at all. */
export class N8nError extends Error {
	constructor(
		message: string,
		readonly status?: number,
		/** The body of the answer. */
		readonly answer?: unknown,
	) {
		super(message);
	}
}

/** One browser session, so to speak, with n8n. */
export class N8nSession {
	private readonly http: AxiosInstance;
	private cookie = '';

	/** @param signal ends every call and every wait */
	constructor(
		readonly url: string,
		private readonly signal: AbortSignal,
	) {
		this.http = axios.create({
			baseURL: url,
			timeout: ANSWER_WITHIN_MS,
			signal,
			// A busy n8n may close a connection that was kept open just when the next call uses it.
			httpAgent: new Agent({ keepAlive: false }),
			// n8n is on this computer; a proxy of the user's would search for it elsewhere.
			proxy: false,
			// The session is tied to the browser that signed in.
			headers: { 'browser-id': randomUUID() },
			validateStatus: () => true,
		});
	}

	/** Asks again and again until the answer is final. */
	protected async poll<T>(
		ask: () => Promise<T>,
		isFinal: (answer: T) => boolean,
		withinMs: number,
	): Promise<T> {
		const deadline = Date.now() + withinMs;
		for (;;) {
			const answer = await ask();
			if (isFinal(answer)) return answer;
			if (Date.now() > deadline) throw new N8nError('n8n did not finish in time.');
			await sleep(POLL_MS, undefined, { signal: this.signal });
		}
	}

	/** A call of the REST API, whose answers lie in `data`. */
	async rest<T>(method: string, path: string, body?: object): Promise<T> {
		return (await this.call<{ data: T }>(method, `/rest/${path}`, body)).data;
	}

	/** @throws N8nError for any other answer than a good one, and for none */
	async call<T>(method: string, path: string, body?: object): Promise<T> {
		const headers = { cookie: this.cookie };
		const response = await this.http
			.request<T>({ method, url: path, data: body, headers })
			.catch((error: Error) => {
				this.signal.throwIfAborted();
				throw new N8nError(`n8n does not answer: ${error.message}`);
			});
		const cookies = response.headers['set-cookie'] ?? [];
		const session = cookies.find((cookie) => cookie.startsWith('n8n-auth='));
		if (session) this.cookie = session.split(';')[0];
		if (response.status < 300) return response.data;
		const { message } = response.data as { message?: string };
		throw new N8nError(
			`n8n answered ${method} ${path} with ${response.status}: ${message ?? response.statusText}`,
			response.status,
			response.data,
		);
	}
}
