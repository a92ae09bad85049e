import type { Item } from '../../../../nodes/TwelveLabs/run/item';
import { run } from '../../../../nodes/TwelveLabs/resources/embedding/get.run';
import { stubConnection } from '../../../stubConnection';

const TASK = {
	_id: 'a',
	status: 'ready',
	created_at: '2026-11-27T10:00:00Z',
	data: [{ embedding: [0.5], start_sec: 0, end_sec: 2 }],
};

/** What Get gives of a task whose model the list is asked for. */
async function got(list: () => { statusCode?: number; body?: unknown }, cancel?: AbortSignal) {
	const hints: string[] = [];
	const connection = stubConnection(
		({ url }) => (url.endsWith('/tasks/a') ? { body: TASK } : list()),
		{ cancel },
	);
	const item = {
		connection,
		cancel,
		options: {},
		facts: {},
		isForModel: false,
		id: () => 'a',
		parameter: () => 'simplified',
		hint: (text: string) => hints.push(text),
	};
	const [{ model }] = await run(item as unknown as Item);
	return { model, hints };
}

test('the model comes from the list, without a hint', async () => {
	const data = [{ _id: 'b' }, { _id: 'a', model_name: 'marengo3.5' }];
	expect(await got(() => ({ body: { data } }))).toEqual({ model: 'marengo3.5', hints: [] });
});

test('a list that refuses, or does not have the task, leaves it null, and a hint says so', async () => {
	const refused = await got(() => ({ statusCode: 400, body: { message: 'no' } }));
	expect(refused).toEqual({
		model: null,
		hints: [
			expect.stringMatching(/^TwelveLabs did not say .* so model is null\..* The list of tasks: /),
		],
	});
	const absent = await got(() => ({ body: { data: [] } }));
	expect(absent).toEqual({ model: null, hints: [expect.stringContaining('so model is null')] });
});

test('Stop while the list is asked for stops the item', async () => {
	const stop = new AbortController();
	const stopped = got(() => {
		stop.abort(new Error('stopped'));
		throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
	}, stop.signal);
	await expect(stopped).rejects.toThrow('stopped');
});

test('a defect is no reason to go on without the model', async () => {
	const broken = got(() => {
		throw new TypeError('defect');
	});
	await expect(broken).rejects.toThrow('defect');
});
