import type { Connection } from '../api/client/connection';
import { onAbort } from '../api/client/pause';
import { ENDPOINTS } from '../api/endpoints';
import { quoted, trimmed } from '../api/plainText';
import { embed, textBody } from '../shared/embedding/embed';
import type { EmbeddingModel } from '../shared/embedding/model';
import { asText, invalid } from '../shared/parameters';

/** What embeds a text, and for whom. */
interface Embedder {
	model: EmbeddingModel;
	connection: Connection;
}

/** As many as the rate limiter lets be in flight at most. */
const MAX_AT_ONCE = 32;

/**
 * The vector of what is searched for.
 * @throws UserError for an empty text, NodeApiError as `send`
 */
export const queryVector = async (embedder: Embedder, query: unknown): Promise<number[]> =>
	await vectorOf(embedder, checkedText('Text to search for', query));

/**
 * The vectors of texts, in their order. TwelveLabs embeds one text in a request, so the requests are made side by side, as the
 * rate limit allows, and one for texts that are equal. The first that does not succeed ends them all.
 * @throws UserError before anything is sent, or NodeApiError; each names the text
 */
export async function embeddedTexts(
	{ model, connection }: Embedder,
	texts: string[],
): Promise<number[][]> {
	const numbers = new Map<string, string>();
	texts.forEach((text, at) => {
		const number = `Text ${at + 1} of ${texts.length}`;
		const checked = checkedText(number, text);
		if (!numbers.has(checked)) numbers.set(checked, number);
	});
	const { cancel } = connection;
	cancel?.throwIfAborted();
	const stop = new AbortController();
	const forget = cancel && onAbort(cancel, () => stop.abort(cancel.reason));
	const embedder = { model, connection: { ...connection, cancel: stop.signal } };
	const vectors = new Map<string, number[]>();
	// All workers take from it.
	const left = numbers.entries();
	const work = async () => {
		for (let next = left.next(); !next.done; next = left.next()) {
			const [text, number] = next.value;
			vectors.set(text, await withNumber(number, text, vectorOf(embedder, text)));
		}
	};
	const workers = Array.from({ length: MAX_AT_ONCE }, work);
	try {
		await Promise.all(workers);
	} finally {
		// Also what waits for the rate limit is not sent any more.
		stop.abort(new Error('Another text was refused'));
		await Promise.allSettled(workers);
		forget?.();
	}
	return texts.map((text) => vectors.get(text) ?? []);
}

async function vectorOf({ model, connection }: Embedder, text: string): Promise<number[]> {
	const request = { endpoint: ENDPOINTS.embeddings.create, body: textBody(text, model) };
	const [{ embedding }] = await embed(connection, request);
	return embedding;
}

async function withNumber<T>(number: string, text: string, work: Promise<T>): Promise<T> {
	return await work.catch((error: Error) => {
		error.message = `${number}, ${quoted(text)}: ${error.message}`;
		return Promise.reject(error);
	});
}

function checkedText(name: string, value: unknown): string {
	const text = asText(name, value);
	if (trimmed(text) === '') throw invalid(name, value, 'is empty');
	return text;
}
