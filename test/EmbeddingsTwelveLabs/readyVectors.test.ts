import { readyVectors } from '../../nodes/EmbeddingsTwelveLabs/readyVectors';

/** Items of a vector store, as expressions give them. */
const ready = (...items: Array<{ text: unknown; vector: unknown }>) =>
	readyVectors({
		count: () => items.length,
		parameter: (name, item) => items[item][name as 'text' | 'vector'],
	});

test('each document gets the vector of the item with its text, in whatever order they come', async () => {
	const vectorsOf = ready({ text: 'a', vector: [1, 0] }, { text: 'b', vector: [0, 1] });
	expect(await vectorsOf(['b', 'a'])).toEqual([
		[0, 1],
		[1, 0],
	]);
});

test('documents that share a text get the vectors of their items in order, over several calls, too', async () => {
	const vectorsOf = ready(
		{ text: 'clip', vector: [1] },
		{ text: 'other', vector: [2] },
		{ text: 'clip', vector: [3] },
		{ text: 'clip', vector: [4] },
	);
	expect(await vectorsOf(['clip', 'other'])).toEqual([[1], [2]]);
	expect(await vectorsOf(['clip', 'clip'])).toEqual([[3], [4]]);
	await expect(vectorsOf(['clip'])).rejects.toThrow(
		/more documents than items have the text "clip"/,
	);
});

test('a text of one item may come again: there is no other one that it could be mistaken for', async () => {
	const vectorsOf = ready({ text: 'a', vector: [1] });
	expect(await vectorsOf(['a', 'a'])).toEqual([[1], [1]]);
});

test.each([
	[' a\n', 'a'],
	['a', '\ufeff a'],
	['half \ud83d', 'half \ufffd'],
])('the text %j is that of the document %j: loaders change as much', async (text, document) => {
	expect(await ready({ text, vector: [1] })([document])).toEqual([[1]]);
});

test('a document that is no item is refused, and said how to load it', async () => {
	const refused = ready({ text: 'a long text', vector: [1] })(['a long']);
	await expect(refused).rejects.toThrow('Ready Vectors: no item has the text "a long"');
	await expect(refused).rejects.toMatchObject({
		description: expect.stringContaining('Default Data Loader'),
	});
});

test.each<[unknown]>([['[0.5, -1e-3]'], [' 0.5, -0.001 '], [[0.5, -0.001]]])(
	'%j is a vector',
	async (vector) => {
		expect(await ready({ text: 'a', vector })(['a'])).toEqual([[0.5, -0.001]]);
	},
);

test.each<[unknown, string]>([
	[undefined, 'Vector: the value is not a list of numbers [item 1]'],
	['', 'Vector: "" is not a list of numbers [item 1]'],
	[[], 'Vector: [] is not a list of numbers [item 1]'],
	[['1'], 'Vector: ["1"] is not a list of numbers [item 1]'],
	['[1, NaN]', 'Vector: "[1, NaN]" is not a list of numbers [item 1]'],
	[[1, 2, 3], 'Vector: [1,2,3] has 3 numbers, others have 2 [item 1]'],
])('%j is refused, with the item', async (vector, message) => {
	const vectorsOf = ready({ text: 'a', vector: [1, 2] }, { text: 'b', vector });
	await expect(vectorsOf(['a'])).rejects.toThrow(message);
});

test.each<[unknown, string]>([
	['', 'Text: "" is empty [item 0]'],
	[' \u200b', 'Text: "" is empty [item 0]'],
	[undefined, 'Text: the value is empty [item 0]'],
])('an item with the text %j is refused', async (text, message) => {
	await expect(ready({ text, vector: [1] })(['a'])).rejects.toThrow(message);
});

test('an expression that throws names its item', async () => {
	const vectorsOf = readyVectors({
		count: () => 1,
		parameter: () => {
			throw new Error('No such node');
		},
	});
	await expect(vectorsOf(['a'])).rejects.toThrow('No such node [item 0]');
});

test('nothing is read before documents come: a search has no vectors', () => {
	const count = jest.fn(() => 0);
	readyVectors({ count, parameter: () => undefined });
	expect(count).not.toHaveBeenCalled();
});
