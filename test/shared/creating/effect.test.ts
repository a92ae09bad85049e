import { withEffect, type Effect } from '../../../nodes/shared/creating/effect';
import { requestError } from '../../requestError';
import { stubConnection } from '../../stubConnection';

/** What is reported of a request that ends as `make` does. */
async function reported(
	make: (onUnderWay: (isUnderWay: boolean) => void) => Promise<string>,
	cancel?: AbortSignal,
) {
	const effects: Effect[] = [];
	const connection = stubConnection(() => ({}), { cancel });
	const made = await withEffect(
		connection,
		(effect) => effects.push(effect),
		async ({ onUnderWay = () => {} }) => await make(onUnderWay),
	).catch((error: unknown) => error);
	return { effects, made };
}

test('a request under way has an unclear effect, and none when it had certainly none', async () => {
	const { effects, made } = await reported(async (onUnderWay) => {
		onUnderWay(true);
		onUnderWay(false);
		onUnderWay(true);
		return await Promise.resolve('done');
	});
	expect({ effects, made }).toEqual({ effects: ['unclear', 'none', 'unclear'], made: 'done' });
});

test('a refusal had no effect, and so has what ends a request before it leaves', async () => {
	for (const error of [requestError(400), new Error('no credential')]) {
		const { effects, made } = await reported(async () => await Promise.reject(error));
		expect(effects).toEqual(['none']);
		expect(made).toBe(error);
	}
});

test('a lost response leaves the effect unclear', async () => {
	const { effects } = await reported(async (onUnderWay) => {
		onUnderWay(true);
		return await Promise.reject(requestError(503));
	});
	expect(effects).toEqual(['unclear']);
});

test('after a stop the last report stands', async () => {
	const stop = new AbortController();
	const { effects } = await reported(async (onUnderWay) => {
		onUnderWay(true);
		stop.abort(new Error('stop'));
		return await Promise.reject(new Error('stop'));
	}, stop.signal);
	expect(effects).toEqual(['unclear']);
});
