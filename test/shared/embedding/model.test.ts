import { embeddingModelOf, takesMultiInput } from '../../../nodes/shared/embedding/model';

describe('the model of embeddings', () => {
	test.each([
		[{}, { name: 'marengo3.0' }],
		[{ embeddingModel: '', dimension: '' }, { name: 'marengo3.0' }],
		[
			{ embeddingModel: ' marengo3.5 ', dimension: '256' },
			{ name: 'marengo3.5', dimension: 256 },
		],
		[{ dimension: 512 }, { name: 'marengo3.0' }],
	])('is what the options say: %j', (options, model) => {
		expect(embeddingModelOf(options)).toEqual(model);
	});

	test.each([
		[{ dimension: 256 }, 'Dimension: 256 needs marengo3.5; marengo3.0 has 512 only'],
		[{ embeddingModel: 'marengo3.5', dimension: 0 }, 'Dimension: 0 is less than 1'],
		[{ embeddingModel: 'marengo3.5', dimension: 1.5 }, 'Dimension: 1.5 is not a whole number'],
		[{ embeddingModel: {} }, 'Model: {} is not text; turn it into text first'],
	])('is refused with its field where it does not exist: %j', (options, message) => {
		expect(() => embeddingModelOf(options)).toThrow(message);
	});

	test('of Marengo 3.0 takes a shape for each input, any later one a single shape', () => {
		const shapes = ['marengo3.0', 'marengo3.5', 'marengo4.0'].map((name) =>
			takesMultiInput({ name }),
		);
		expect(shapes).toEqual([false, true, true]);
	});
});
