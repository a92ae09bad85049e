import { gateFor } from '../../../nodes/api/pacing/gates';
import { done } from './quota';
import { settle } from './virtualClock';

const visitor = { lane: 'a', patienceMs: 0 };

test('one account has one gate for each category', () => {
	const gate = gateFor('one', 'index');
	expect(gateFor('one', 'index')).toBe(gate);
	expect(gateFor('one', 'upload')).not.toBe(gate);
	expect(gateFor('two', 'index')).not.toBe(gate);
});

test('what is in no category is in one of its own', () => {
	expect(gateFor('one')).toBe(gateFor('one', 'other'));
});

test('gates that nobody uses are forgotten when there are many, and never one in use', async () => {
	const idle = gateFor('idle');
	const busy = gateFor('busy');
	let end: (() => void) | undefined;
	const work = busy.pass(visitor, async () => {
		await new Promise<void>((resolve) => (end = resolve));
		return done();
	});
	await settle();
	for (let n = 0; n < 60; n++) gateFor(`account ${n}`);
	expect(gateFor('busy')).toBe(busy);
	expect(gateFor('idle')).not.toBe(idle);
	end?.();
	await work;
});
