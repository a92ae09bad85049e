import { vectorItems } from '../../../../nodes/TwelveLabs/resources/embedding/items';

const ABOUT = { model: 'marengo3.0', asset_id: 'a' };
const clip = (start_sec: number, end_sec: number) => ({
	...{ embedding: [1, 0], embedding_option: 'visual', embedding_scope: 'clip', start_sec, end_sec },
});

describe('the items of vectors', () => {
	test('are in the order of the file, whatever that of the answer', () => {
		const items = vectorItems(
			{ isForModel: false },
			[clip(6, 12), clip(0, 12), clip(12, 14), clip(0, 6)],
			ABOUT,
		);
		expect(items.map(({ start, end }) => [start, end])).toEqual([
			[0, 6],
			[0, 12],
			[6, 12],
			[12, 14],
		]);
	});

	test('have the same fields whatever was embedded, and what else TwelveLabs sends where it sends it', () => {
		const more = { quadrant: null, start_page_number: 3 };
		expect(vectorItems({ isForModel: false }, [{ embedding: [1, 2], ...more }], ABOUT)).toEqual([
			{
				...{ embedding: [1, 2], option: null, scope: null, start: null, end: null },
				...{ start_page_number: 3, model: 'marengo3.0', asset_id: 'a', dimension: 2 },
			},
		]);
	});

	test('have no numbers for a model, and how many there are', () => {
		const vector = { ...clip(0, 6), embedding_uncertainty: [0.1, 0.1] };
		expect(vectorItems({ isForModel: true }, [vector], ABOUT)).toEqual([
			{ option: 'visual', scope: 'clip', start: 0, end: 6, ...ABOUT, dimension: 2 },
		]);
	});
});
