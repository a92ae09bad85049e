import type { IPollFunctions } from 'n8n-workflow';

import { read } from '../../../../nodes/api/client/send';
import { ENDPOINTS } from '../../../../nodes/api/endpoints';
import { EMBEDDINGS } from '../../../../nodes/TwelveLabs/resources/embedding/tasks';
import { allEvents } from '../../../api/rateLimiter/virtualClock';
import { stubConnection } from '../../../stubConnection';

const MEGABYTE = 1024 * 1024;
const TASK = { _id: 'a', status: 'processing' };

/** A task in a body of so many megabytes. */
async function* large(megabytes: number) {
	const piece = new Uint8Array(4 * MEGABYTE).fill(32);
	for (let sent = 0; sent < megabytes; sent += 4) yield await Promise.resolve(piece);
	yield Buffer.from(JSON.stringify(TASK));
}

test('the vectors of four hours, in segments of 2 seconds with all options, can be read', async () => {
	const { maxAnswerBytes } = ENDPOINTS.embeddingTasks.retrieve;
	const number = String(-0.012345678901234567).length + ','.length;
	const vector = 512 * number + 150;
	expect(maxAnswerBytes).toBeGreaterThan(7_200 * 3 * vector);
	const connection = stubConnection(() => ({ body: large(120) }));
	expect(await EMBEDDINGS.read(connection, 'a')).toEqual(TASK);
	await expect(read(connection, { endpoint: ENDPOINTS.embeddingTasks.list })).rejects.toThrow(
		'is too large',
	);
});

test('of a task with more vectors, the message says what to do', async () => {
	const connection = stubConnection(() => ({ body: large(500) }));
	await expect(EMBEDDINGS.read(connection, 'a')).rejects.toMatchObject({
		message: 'The vectors of the task are too many to be read',
		description: expect.stringContaining('a longer Segment Duration'),
	});
});

test('two tasks are read at a time', async () => {
	const answers: Array<() => void> = [];
	const connection = stubConnection(() => ({}));
	const helpers = {
		httpRequestWithAuthentication: async () => {
			await new Promise<void>((resolve) => answers.push(resolve));
			return { statusCode: 200, headers: {}, body: TASK };
		},
	};
	const context = { ...connection.context, helpers } as unknown as IPollFunctions;
	const all = Array.from({ length: 20 }, () => EMBEDDINGS.read({ ...connection, context }, 'a'));
	for (let done = 0; done < 20; done += 2) {
		await allEvents();
		expect(answers).toHaveLength(done + 2);
		for (const answer of answers.slice(done)) answer();
	}
	expect(await Promise.all(all)).toHaveLength(20);
});
