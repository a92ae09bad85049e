import { NodeApiError, type INode } from 'n8n-workflow';

import {
	advise,
	detailsOf,
	hasStatus,
	isConflict,
	setDetails,
	type ApiErrorDetails,
} from '../../../nodes/api/errors/details';

function errorWith(details?: ApiErrorDetails): NodeApiError {
	const error = new NodeApiError({ name: 'TwelveLabs' } as INode, { message: 'no' });
	if (details) setDetails(error, details);
	return error;
}

const describedAs = (details: ApiErrorDetails) => errorWith(details).description;

describe('the description of an error', () => {
	test('is what to do next, where nothing else is known', () => {
		expect(describedAs({ next: 'Try again.' })).toBe('Try again.');
	});

	test('has TwelveLabs’ own words first, as a sentence', () => {
		const expected = 'TwelveLabs says: The index is full. Try again.';
		for (const message of ['The index is full', 'The index is full.', 'The index is full. \n']) {
			expect(describedAs({ message, next: 'Try again.' })).toBe(expected);
		}
		expect(describedAs({ message: ' .5 GB', next: 'Try again.' })).toBe(
			'TwelveLabs says:  .5 GB. Try again.',
		);
	});

	test.each<[Partial<ApiErrorDetails>, string]>([
		[{ attempts: 3 }, 'tried 3 times'],
		[{ code: 'x' }, 'code x'],
		[{ traceId: 't' }, 'trace ID t'],
		[{ attempts: 2, code: 'x', traceId: 't' }, 'tried 2 times, code x, trace ID t'],
	])('names the request for TwelveLabs’ support: %j', (details, reference) => {
		expect(describedAs({ next: 'Try again.', ...details })).toBe(`Try again. (${reference})`);
	});
});

test('an operation can put its own advice in the place of the general one', () => {
	const error = errorWith({ httpStatus: 404, code: 'x', next: 'Check the IDs.' });
	expect(advise(error, 'Choose another index.')).toBe(error);
	expect(detailsOf(error)).toEqual({ httpStatus: 404, code: 'x', next: 'Choose another index.' });
	expect(error.description).toBe('Choose another index. (code x)');
});

test('an error without details has no status', () => {
	expect(detailsOf(errorWith())).toEqual({});
	expect(hasStatus(errorWith(), [404])).toBe(false);
	expect(hasStatus(errorWith({ httpStatus: 404, next: '' }), [400, 404])).toBe(true);
	expect(hasStatus(errorWith({ httpStatus: 409, next: '' }), [400, 404])).toBe(false);
});

test('only the response to a request can say that a state forbids it', () => {
	expect(isConflict(errorWith({ httpStatus: 409, next: '' }))).toBe(true);
	expect(isConflict(errorWith({ httpStatus: 400, next: '' }))).toBe(false);
	for (const other of [new Error('409'), undefined, 409]) expect(isConflict(other)).toBe(false);
});
