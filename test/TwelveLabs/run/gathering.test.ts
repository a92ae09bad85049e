import type { ApiResponse } from '../../../nodes/api/client/request';
import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { Gathering, type Part, type Together } from '../../../nodes/TwelveLabs/run/gathering';
import { stubConnection } from '../../stubConnection';

const connection = stubConnection(() => ({}));

const part = (name: string, collection = 'a'): Part => ({
	connection,
	request: {
		endpoint: ENDPOINTS.entities.create,
		ids: { entityCollectionId: collection },
		body: { name },
	},
});

/** Answers each request with its own name, and keeps which left together. */
function recorder(max = 50) {
	const sent: string[][] = [];
	const together: Together = {
		max,
		send(parts) {
			const names = parts.map(({ request }) => String(request.body?.name));
			sent.push(names);
			return names.map(
				async (body): Promise<ApiResponse> => ({ statusCode: 201, headers: {}, body }),
			);
		},
	};
	return { sent, together };
}

const bodyOf = async (answer: Promise<ApiResponse>) => (await answer).body;

const placesIn = (count: number) => {
	const gathering = new Gathering(count);
	return Array.from({ length: count }, () => gathering.place());
};

test('what joins leaves as one when the last item has joined or left, and each has its own answer', async () => {
	const { sent, together } = recorder();
	const [first, second, aside, last] = placesIn(4);
	const answers = [first, second].map(
		async (place, at) => await bodyOf(place.send(part(`${at}`), together)),
	);
	aside.leave();
	aside.leave();
	await new Promise(setImmediate);
	expect(sent).toEqual([]);
	answers.push(bodyOf(last.send(part('2'), together)));
	expect(await Promise.all(answers)).toEqual(['0', '1', '2']);
	expect(sent).toEqual([['0', '1', '2']]);
});

test('a group that is full leaves at once', async () => {
	const { sent, together } = recorder(2);
	const [first, second, third] = placesIn(3);
	const answers = [first, second].map(
		async (place, at) => await bodyOf(place.send(part(`${at}`), together)),
	);
	expect(await Promise.all(answers)).toEqual(['0', '1']);
	third.leave();
	expect(sent).toEqual([['0', '1']]);
});

test('requests to different places leave apart', async () => {
	const { sent, together } = recorder();
	const places = placesIn(3);
	await Promise.all(
		places.map(
			async (place, at) => await place.send(part(`${at}`, at === 1 ? 'b' : 'a'), together),
		),
	);
	expect(sent).toEqual([['0', '2'], ['1']]);
});

test('what an item sends when it has left, or for a second time, leaves by itself', async () => {
	const { sent, together } = recorder();
	const [first, waiting] = placesIn(2);
	waiting.leave();
	await first.send(part('once'), together);
	await first.send(part('again'), together);
	await waiting.send(part('later'), together);
	expect(sent).toEqual([['once'], ['again'], ['later']]);
});

test('an error of all is the error of each', async () => {
	const [first, second] = placesIn(2);
	const together: Together = {
		max: 2,
		send: (parts) => parts.map(async () => await Promise.reject(new Error('cut'))),
	};
	const answers = [first, second].map(async (place) => await place.send(part('x'), together));
	expect(await Promise.allSettled(answers)).toMatchObject([
		{ status: 'rejected' },
		{ status: 'rejected' },
	]);
});
