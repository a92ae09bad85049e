import { AttemptTimedOut, endedAt } from '../../../nodes/api/client/deadline';

const never = async () => await new Promise<never>(() => undefined);

const reason = () => new AttemptTimedOut();

test('a moment that is put off meanwhile ends the work later', async () => {
	const begun = performance.now();
	let at = begun + 30;
	setTimeout(() => (at += 60), 10);
	await expect(endedAt({ at: () => at, cancel: undefined, reason }, never)).rejects.toThrow(
		AttemptTimedOut,
	);
	expect(performance.now() - begun).toBeGreaterThan(85);
});

test('one that stays ends the work, also where that does not react to its signal', async () => {
	const at = performance.now() + 10;
	await expect(endedAt({ at: () => at, cancel: undefined, reason }, never)).rejects.toThrow(
		AttemptTimedOut,
	);
});
