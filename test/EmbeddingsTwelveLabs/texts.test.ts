import type { IHttpRequestOptions } from 'n8n-workflow';

import { pause } from '../../nodes/api/client/pause';
import { embeddedTexts, queryVector } from '../../nodes/EmbeddingsTwelveLabs/texts';
import { stubConnection } from '../stubConnection';

const textIn = ({ body }: IHttpRequestOptions): string => JSON.parse(String(body)).text.input_text;

/** Answers with the length of the text, unless told otherwise. */
function embedder(status: (text: string) => number = () => 200) {
	const sent: string[] = [];
	const connection = stubConnection((options) => {
		const text = textIn(options);
		sent.push(text);
		const statusCode = status(text);
		return statusCode < 300
			? { body: { data: [{ embedding: [text.length] }] } }
			: { statusCode, body: { code: 'parameter_invalid', message: 'too many tokens' } };
	});
	return { sent, embedder: { connection, model: { name: 'marengo3.0' } } };
}

test('every text has its vector, in order, and equal texts are embedded once', async () => {
	const { sent, embedder: one } = embedder();
	expect(await embeddedTexts(one, ['aa', 'b', 'aa', 'cccc'])).toEqual([[2], [1], [2], [4]]);
	expect(sent.sort()).toEqual(['aa', 'b', 'cccc']);
});

test('no text needs no request', async () => {
	expect(await embeddedTexts(embedder().embedder, [])).toEqual([]);
});

test('of 500 texts the one that is refused is named, and the rest is not begun', async () => {
	const texts = Array.from({ length: 500 }, (_, at) => `text ${at}`);
	const { sent, embedder: one } = embedder((text) => (text === 'text 40' ? 400 : 200));
	const refused = embeddedTexts(one, texts);
	await expect(refused).rejects.toThrow(/^Text 41 of 500, "text 40": TwelveLabs did not accept/);
	await expect(refused).rejects.toMatchObject({
		description: expect.stringContaining('too many tokens'),
	});
	expect(sent.length).toBeLessThan(200);
});

test('after a refusal nothing is sent any more, not even what waits for its turn', async () => {
	const { embedder: one } = embedder();
	const left: string[] = [];
	let atRefusal = 0;
	const { helpers } = one.connection.context as unknown as {
		helpers: Record<string, (...args: unknown[]) => Promise<unknown>>;
	};
	const answer = helpers.httpRequestWithAuthentication;
	helpers.httpRequestWithAuthentication = async (...args: unknown[]) => {
		const text = textIn(args[1] as IHttpRequestOptions);
		left.push(text);
		if (text === 'text 0') {
			await pause(5);
			atRefusal = left.length;
			return { statusCode: 400, headers: {}, body: { code: 'parameter_invalid' } };
		}
		await pause(20);
		return await answer(...args);
	};
	const texts = Array.from({ length: 200 }, (_, at) => `text ${at}`);
	await expect(embeddedTexts(one, texts)).rejects.toThrow(/^Text 1 of 200, "text 0": /);
	await pause(100);
	// The rate limiter may have let the next one pass already.
	expect(left.length).toBeLessThanOrEqual(atRefusal + 1);
});

test('Stop ends what is under way, with its reason', async () => {
	const stop = new AbortController();
	const { embedder: one } = embedder(() => {
		stop.abort(new Error('stopped'));
		return 500;
	});
	const connection = { ...one.connection, cancel: stop.signal };
	await expect(embeddedTexts({ ...one, connection }, ['a', 'b'])).rejects.toThrow('stopped');
	await expect(embeddedTexts({ ...one, connection }, ['a'])).rejects.toThrow('stopped');
});

test.each([
	[['a', ' \n'], 'Text 2 of 2: " \\n" is empty'],
	[['a', '', ''], 'Text 2 of 3: "" is empty'],
	[['', 'a'], 'Text 1 of 2: "" is empty'],
])('of %j the empty one is named before anything is sent', async (texts, message) => {
	const { sent, embedder: one } = embedder();
	await expect(embeddedTexts(one, texts)).rejects.toThrow(message);
	expect(sent).toEqual([]);
});

test.each<[unknown]>([[''], [undefined], [{}]])(
	'a search for %j is refused before it is sent',
	async (query) => {
		const { sent, embedder: one } = embedder();
		await expect(queryVector(one, query)).rejects.toThrow(/^Text to search for: /);
		expect(sent).toEqual([]);
	},
);
