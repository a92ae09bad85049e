import type { IPollFunctions } from 'n8n-workflow';

import { reportOddEntries } from '../../nodes/TwelveLabsTrigger/oddEntries';

const warnings: string[] = [];

/** One poll of a node; each node reports for itself. */
const poll = (node: string) =>
	reportOddEntries(
		{
			getWorkflow: () => ({ id: 'workflow' }),
			getNode: () => ({ id: node, name: 'TwelveLabs Trigger' }),
			logger: { warn: (message: string) => warnings.push(message) },
		} as unknown as IPollFunctions,
		'indexed asset',
	);

beforeEach(() => (warnings.length = 0));

test('an odd entry of a busy index is in the log once, however many polls find it', () => {
	for (let polls = 0; polls < 3; polls++) poll('busy').add(new Set(['odd']));
	poll('busy').add(new Set(['odd', 'other']));
	expect(warnings).toEqual([
		'TwelveLabs does not say when indexed asset odd was created',
		'TwelveLabs does not say when indexed asset other was created',
	]);
});

test('an odd entry that is in the log already is the error of the first poll without events, and of no other', () => {
	poll('quiet').add(new Set(['odd']));
	const errors = [1, 2].map(() => {
		const oddEntries = poll('quiet');
		oddEntries.add(new Set(['odd']));
		return oddEntries.error()?.message;
	});
	expect(errors).toEqual(['TwelveLabs does not say when indexed asset odd was created', undefined]);
});

test('each node reports an odd entry for itself', () => {
	for (const node of ['one', 'two']) poll(node).add(new Set(['odd']));
	expect(warnings).toHaveLength(2);
});

test('several are reported with one line, which names the first', () => {
	poll('several').add(new Set(['one', 'two', 'three']));
	expect(warnings).toEqual([
		'TwelveLabs does not say when indexed asset one was created, nor 2 others',
	]);
});

test('a poll without odd entries has no error, and one with them says what to do', () => {
	expect(poll('none').error()).toBeUndefined();
	const oddEntries = poll('some');
	oddEntries.add(new Set(['odd']));
	expect(oddEntries.error()?.description).toContain('Ask TwelveLabs about this entry');
	oddEntries.add(new Set());
	expect(oddEntries.error()).toBeUndefined();
});

test('of a thousand that were reported, the oldest is reported once more', () => {
	const ids = Array.from({ length: 1_000 }, (_, n) => `id ${n}`);
	poll('many').add(new Set(ids));
	warnings.length = 0;
	poll('many').add(new Set(ids));
	expect(warnings).toEqual([]);
	poll('many').add(new Set(['another']));
	poll('many').add(new Set(ids));
	expect(warnings).toHaveLength(2);
	expect(warnings[1]).toBe('TwelveLabs does not say when indexed asset id 0 was created');
});
