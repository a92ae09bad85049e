import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { idToListBy } from '../../../nodes/shared/locators/idToListBy';

/** The editor, where the field above holds this value. */
const listBy = (value: unknown) => {
	const context = {
		getNode: () => ({ name: 'TwelveLabs' }),
		getCurrentNodeParameter: (field: string, options?: object) =>
			field === 'indexId' && JSON.stringify(options) === '{"extractValue":true}' ? value : 'other',
	} as unknown as ILoadOptionsFunctions;
	return idToListBy(context, 'indexId', {
		first: 'Choose the index first',
		shows: 'The list shows what the index holds.',
	});
};

test('a list belongs to the ID that stands above it', () => {
	expect(listBy(' 69a1 ')).toEqual({ indexId: '69a1' });
	expect(() => listBy('a/b')).toThrow('Index: "a/b" is not an ID');
});

test.each(['', undefined, null])('where there is none (%p), it says what to do first', (value) => {
	let error: unknown;
	try {
		listBy(value);
	} catch (thrown) {
		error = thrown;
	}
	expect(error).toMatchObject({
		message: 'Choose the index first',
		description: 'The list shows what the index holds.',
	});
});
