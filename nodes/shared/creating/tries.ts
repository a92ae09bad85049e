import { NodeApiError } from 'n8n-workflow';

import { factsOf } from '../../api/errors/facts';

/**
 * What an item has asked for that must not be done twice, and what came of it. n8n's *Retry On Fail* runs a node again with
 * all of its items, also with those that had succeeded: the same request of the same item then has the result that it had.
 */
export class Tries {
	private readonly kept = new Map<string, unknown>();
	/** What was asked for, by the ID of what came of it. */
	private readonly askedFor = new Map<string, string[]>();

	/**
	 * The value that the first try made for the same request.
	 * @param asked identifies the request, as JSON. Another one, such as of an expression with the time, has a value of its own
	 */
	keep<T>(asked: unknown, make: () => T): T {
		const key = JSON.stringify(asked);
		if (!this.kept.has(key)) this.kept.set(key, make());
		return this.kept.get(key) as T;
	}

	/** What was asked for has made what has this ID, see `forget`. */
	made(asked: unknown, id: string): void {
		const keys = this.askedFor.get(id) ?? [];
		this.askedFor.set(id, [...keys, JSON.stringify(asked)]);
	}

	/** What has this ID has ended as failed. It is no result, so the next try asks for another one. */
	forget(id: string): void {
		this.askedFor.get(id)?.forEach((key) => this.kept.delete(key));
	}

	/**
	 * Makes a request once.
	 * @param asked see `keep`
	 * @param mayRepeat whether the next try makes it again after an error: by default where it certainly had no effect
	 * @throws whatever `make` has thrown, also in an earlier try
	 */
	async once<T>(
		asked: unknown,
		make: () => Promise<T>,
		mayRepeat: (error: unknown) => boolean = hadNoEffect,
	): Promise<T> {
		const made = this.keep<{ result?: Promise<T> }>(asked, () => ({}));
		made.result ??= make();
		return await made.result.catch(async (error: unknown) => {
			if (mayRepeat(error)) made.result = undefined;
			return await Promise.reject(error);
		});
	}
}

const hadNoEffect = (error: unknown): boolean =>
	!(error instanceof NodeApiError) || factsOf(error).effect === 'none';
