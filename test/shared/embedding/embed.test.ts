import { textBody, vectorsIn } from '../../../nodes/shared/embedding/embed';

describe('the request for the embedding of a text', () => {
	test('of Marengo 3.0 has a shape of its own', () => {
		expect(textBody('a crane', { name: 'marengo3.0' })).toEqual({
			model_name: 'marengo3.0',
			input_type: 'text',
			text: { input_text: 'a crane' },
		});
	});

	test('of Marengo 3.5 has that of several inputs, and the dimension', () => {
		expect(textBody('a crane', { name: 'marengo3.5', dimension: 256 })).toEqual({
			model_name: 'marengo3.5',
			embedding_dimension: 256,
			input_type: 'multi_input',
			multi_input: { input_text: 'a crane' },
		});
	});
});

describe('the vectors of an answer', () => {
	const vector = { embedding: [0.1, -0.2], embedding_option: null };

	test('are all of it, as they came', () => {
		expect(vectorsIn({ data: [vector, vector] })).toEqual([vector, vector]);
	});

	test.each<[string, unknown]>([
		['no body', ''],
		['no list', {}],
		['a list that is null', { data: null }],
		['an entry that is null', { data: [vector, null] }],
		['a vector without numbers', { data: [{ embedding: [] }] }],
		['a number that is null', { data: [{ embedding: [0.1, null] }] }],
		['a vector as text', { data: [{ embedding: 'AAAA' }] }],
	])('are none in %s', (_what, body) => {
		expect(vectorsIn(body)).toEqual([]);
	});
});
