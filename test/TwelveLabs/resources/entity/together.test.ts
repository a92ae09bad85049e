import { NodeApiError } from 'n8n-workflow';

import { ENDPOINTS } from '../../../../nodes/api/endpoints';
import { detailsOf } from '../../../../nodes/api/errors/details';
import { TOGETHER } from '../../../../nodes/TwelveLabs/resources/entity/together';
import { stubConnection } from '../../../stubConnection';

/** Creates entities where the request of all is refused with a status, and each by itself is answered by its number. */
async function createdWhere(
	count: number,
	refusal: number,
	alone: (n: number) => { statusCode: number },
) {
	const sent: number[] = [];
	const connection = stubConnection(({ url, body }) => {
		const message = `${refusal} of TwelveLabs`;
		if (url.endsWith('/bulk')) return { statusCode: refusal, body: { message } };
		const n = Number((JSON.parse(String(body)) as { name: string }).name);
		sent.push(n);
		const { statusCode } = alone(n);
		return { statusCode, body: statusCode < 300 ? { _id: `entity ${n}` } : { message } };
	});
	const parts = Array.from({ length: count }, (_, n) => ({
		connection,
		request: {
			endpoint: ENDPOINTS.entities.create,
			ids: { entityCollectionId: '6a10000000000000000000c1' },
			body: { name: String(n) },
		},
	}));
	const outcomes = await Promise.allSettled(TOGETHER.send(parts));
	const refused = outcomes.flatMap((outcome, n) =>
		outcome.status === 'rejected' ? [{ n, error: outcome.reason as NodeApiError }] : [],
	);
	const created = outcomes.flatMap((outcome, n) => (outcome.status === 'fulfilled' ? [n] : []));
	return { sent, created, refused };
}

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, n) => from + n);

test.each([402, 403])(
	'where all were refused with %i, as many are created as the plan has room for',
	async (status) => {
		const { sent, created, refused } = await createdWhere(20, status, (n) => ({
			statusCode: n < 15 ? 201 : status,
		}));
		expect(created).toEqual(numbers(15));
		// Nothing is sent after the first that is refused for the same.
		expect(sent).toEqual(numbers(16));
		expect(refused.map(({ n }) => n)).toEqual(numbers(5, 15));
		for (const { error } of refused) {
			expect(error).toBeInstanceOf(NodeApiError);
			expect(detailsOf(error).httpStatus).toBe(status);
		}
		expect(new Set(refused.map(({ error }) => error)).size).toBe(5);
	},
);

test('one that is refused for another reason holds no other one up', async () => {
	const { created, refused } = await createdWhere(4, 403, (n) => ({
		statusCode: n === 1 ? 400 : 201,
	}));
	expect(created).toEqual([0, 2, 3]);
	expect(refused.map(({ n, error }) => [n, detailsOf(error).httpStatus])).toEqual([[1, 400]]);
});

test('where the account may create none, one request more finds that out', async () => {
	const { sent, refused } = await createdWhere(50, 403, () => ({ statusCode: 403 }));
	expect(sent).toEqual([0]);
	expect(refused).toHaveLength(50);
});

test('where the key was refused, nothing more is sent', async () => {
	const { sent, refused } = await createdWhere(3, 401, () => ({ statusCode: 201 }));
	expect(sent).toEqual([]);
	expect(refused.map(({ error }) => detailsOf(error).httpStatus)).toEqual([401, 401, 401]);
});
