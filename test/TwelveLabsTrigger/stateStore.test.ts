import type { IDataObject, IPollFunctions, WorkflowActivateMode } from 'n8n-workflow';

import { staticDataStore } from '../../nodes/TwelveLabsTrigger/stateStore';

const NODE = '5c1e8d0a-6f0b-4c39-9d41-2a7f6b9d3e10';
const NAME = 'TwelveLabs Trigger';
const INDEX = '6720a1b2c3d4e5f6000000aa';

/** As version 0.1.0 has written it. */
const STATE_OF_0_1_0 = {
	v: 1,
	scope: INDEX,
	rev: 12,
	cursor: 1_767_614_400_000,
	total: -1,
	awaited: ['6720a1b2c3d4e5f600000001', '6720a1b2c3d4e5f600000002'],
	emitted: { '6720a1b2c3d4e5f600000003': 1_767_614_390_000 },
	absent: ['6720a1b2c3d4e5f600000002'],
	backlog: 150,
	postponed: 1,
};
const STATIC_DATA_OF_0_1_0 = {
	[`node:${NAME}`]: { completionWatch: { node: NODE, name: NAME, state: STATE_OF_0_1_0 } },
	global: { [`completionWatch:${NODE}`]: { node: NODE, name: NAME, state: STATE_OF_0_1_0 } },
};

type StaticData = Record<string, IDataObject>;

/** The state store of a node, on what n8n has saved of its workflow. */
function storeOn(
	saved: object,
	{ name = NAME, mode = 'update' }: { name?: string; mode?: WorkflowActivateMode } = {},
) {
	const data = structuredClone(saved) as StaticData;
	const store = staticDataStore({
		getWorkflowStaticData: (type: string) => (data[type === 'node' ? `node:${name}` : type] ??= {}),
		getNode: () => ({ id: NODE, name }),
		getActivationMode: () => mode,
		getWorkflow: () => ({ id: 'workflow' }),
	} as unknown as IPollFunctions);
	return { store, data };
}

/** What n8n has saved, with another state in the copy alone. */
const withCopy = (change: object, copy: object = {}) => ({
	...STATIC_DATA_OF_0_1_0,
	global: {
		[`completionWatch:${NODE}`]: {
			node: NODE,
			name: NAME,
			state: { ...STATE_OF_0_1_0, ...change },
			...copy,
		},
	},
});

test('the state of version 0.1.0 is read, and written in the same shape', () => {
	const { store, data } = storeOn(STATIC_DATA_OF_0_1_0);
	const state = store.read();
	expect(state).toEqual(STATE_OF_0_1_0);
	if (state) store.write(state);
	expect(data).toEqual(STATIC_DATA_OF_0_1_0);
});

test('a renamed node goes on from the copy', () => {
	const { store } = storeOn(STATIC_DATA_OF_0_1_0, { name: 'Renamed' });
	expect(store.read()).toEqual(STATE_OF_0_1_0);
});

test('a node that gets an earlier name back goes on from the copy, which has seen more changes', () => {
	const { store } = storeOn(withCopy({ rev: 13 }, { name: 'Renamed' }));
	expect(store.read()?.rev).toBe(13);
});

test('a node that was set to another index goes on from the copy, which has seen more changes', () => {
	const { store } = storeOn(withCopy({ rev: 13, scope: 'other' }));
	expect(store.read()).toMatchObject({ rev: 13, scope: 'other' });
});

test('a copy with more changes under the same name and of the same index does not count', () => {
	const { store } = storeOn(withCopy({ rev: 13 }));
	expect(store.read()?.rev).toBe(12);
});

test.each(['update', 'init'] as const)(
	'a node without a state goes on from the copy in the mode "%s"',
	(mode) => {
		const { global } = STATIC_DATA_OF_0_1_0;
		expect(storeOn({ global }, { mode }).store.read()).toEqual(STATE_OF_0_1_0);
	},
);

test('a node without a state begins anew when the user activates the workflow', () => {
	const { global } = STATIC_DATA_OF_0_1_0;
	expect(storeOn({ global }, { mode: 'activate' }).store.read()).toBeUndefined();
});

test('a copy that n8n has saved without its execution counts as it was before', () => {
	const { global } = withCopy({ rev: 13 }, { before: STATE_OF_0_1_0 });
	expect(storeOn({ global }).store.read()).toEqual(STATE_OF_0_1_0);
});

test('an older copy never counts', () => {
	for (const copy of [{ name: 'Renamed' }, {}]) {
		for (const change of [{ rev: 12 }, { rev: 11, scope: 'other' }, { rev: 12, scope: 'other' }]) {
			const { store } = storeOn(withCopy(change, copy));
			expect(store.read()).toEqual(STATE_OF_0_1_0);
		}
	}
});

test('what another node, or another version, has written is no state of this one', () => {
	const { global } = STATIC_DATA_OF_0_1_0;
	const [[field, copy]] = Object.entries(global);
	for (const other of [
		{ ...copy, node: 'another' },
		{ ...copy, state: { ...copy.state, v: 2 } },
		undefined,
	]) {
		expect(storeOn({ global: { [field]: other } }).store.read()).toBeUndefined();
	}
	expect(storeOn({}).store.read()).toBeUndefined();
});

test('a copy of a renamed node counts as it is, whatever it was before', () => {
	const { global } = withCopy({ rev: 13 }, { before: STATE_OF_0_1_0 });
	expect(storeOn({ global }, { name: 'Renamed' }).store.read()?.rev).toBe(13);
});

test('a copy says what it was before only as long as the node has no state of its own', () => {
	const { global } = STATIC_DATA_OF_0_1_0;
	const field = `completionWatch:${NODE}`;
	const { store, data } = storeOn({ global });
	const next = { ...STATE_OF_0_1_0, rev: 13 } as never;
	store.write(next);
	expect(data.global[field]).toEqual({
		node: NODE,
		name: NAME,
		state: next,
		before: STATE_OF_0_1_0,
	});
	expect(data[`node:${NAME}`].completionWatch).toEqual({ node: NODE, name: NAME, state: next });
	store.write(next);
	expect(data.global[field]).toEqual({ node: NODE, name: NAME, state: next });
	const first = storeOn({});
	first.store.write(next);
	expect(first.data.global[field]).toEqual({ node: NODE, name: NAME, state: next });
});

test('a poll notices what another one has written meanwhile', () => {
	const overlapping = storeOn(STATIC_DATA_OF_0_1_0).store;
	expect(overlapping.isOvertaken(1_000)).toBe(false);
	storeOn(STATIC_DATA_OF_0_1_0).store.write({ ...STATE_OF_0_1_0, rev: 1_001 } as never);
	expect(overlapping.isOvertaken(1_000)).toBe(true);
	expect(overlapping.isOvertaken(1_001)).toBe(false);
});
