import { flawOf } from '../../../nodes/api/client/flaw';
import { ENDPOINTS } from '../../../nodes/api/endpoints';

const READS = { endpoint: ENDPOINTS.assets.retrieve };
const WRITES = { endpoint: ENDPOINTS.indexedAssets.create };

const OWN = { names: { _id: 'aB1' } };

test.each([
	['a failed asset with its reason', { _id: 'aB1', error: { message: 'broken' } }],
	['an analysis with a warning', { id: 'gen_1', data: 'text', error: { message: 'cut' } }],
	['an analysis task that was canceled', { task_id: 't', error: { code: 'user_canceled' } }],
	['a failed transcription', { status: 'failed', error: { message: 'no speech' } }],
	['an empty list', { data: [], page_info: {} }],
	['a body whose code and error are null', { _id: 'aB1', code: null, error: null }],
	['a list whose code and error are null', { data: [], code: null, error: null }],
	['a list whose code and error are empty', { data: [], code: '', error: '' }],
	['a list whose code and error are false', { data: [], code: false, error: false }],
])('%s is an answer', (_what, body) => {
	expect(flawOf(body, READS)).toBeUndefined();
});

test.each([
	{ code: 'x', message: 'y' },
	{ code: 7 },
	{ code: 'x', message: 'y', _id: 'aB1' },
	{ error: { code: 'x' } },
	{ error: { message: 'y' }, data: [] },
	{ error: 'upstream' },
])('%j reports what went wrong, whatever was asked for', (body) => {
	for (const request of [READS, WRITES]) {
		expect(flawOf(body, request)).toEqual({ kind: 'reported' });
	}
});

test.each([
	{ status: 'failed', error: 'upstream' },
	{ status: 500, error: { message: 'y' } },
	{ status: 'failed', code: 'x', error: { message: 'y' } },
])('%j is no failed transcription', (body) => {
	expect(flawOf(body, READS)).toEqual({ kind: 'reported' });
});

test('what was written did not fail like something that is read', () => {
	const body = { status: 'failed', error: { message: 'y' } };
	expect(flawOf(body, WRITES)).toEqual({ kind: 'reported' });
});

test('only what is written may have an empty answer', () => {
	for (const body of [undefined, null, '']) {
		expect(flawOf(body, WRITES)).toBeUndefined();
		expect(flawOf(body, READS)).toEqual({ kind: 'foreign' });
	}
});

test.each(['<html>', [], 7, true])('%j comes from something else', (body) => {
	expect(flawOf(body, WRITES)).toEqual({ kind: 'foreign' });
});

test('an ID that differs is that of another one, an ID in another case is not', () => {
	expect(flawOf({ _id: 'AB1' }, { ...READS, ...OWN })).toBeUndefined();
	expect(flawOf({ _id: 'c' }, { ...READS, ...OWN })).toEqual({
		kind: 'other',
		asked: 'aB1',
		got: 'c',
	});
	expect(flawOf({ _id: 'e', asset_id: 'c' }, { ...WRITES, names: { asset_id: 'aB1' } })).toEqual({
		kind: 'other',
		asked: 'aB1',
		got: 'c',
	});
});

test('what is read must have its `_id`; what is written need not repeat what it is about', () => {
	expect(flawOf({ status: 'ready' }, { ...READS, ...OWN })).toEqual({ kind: 'foreign' });
	expect(flawOf({ _id: 'e' }, { ...WRITES, names: { asset_id: 'aB1' } })).toBeUndefined();
	expect(flawOf({}, { ...WRITES, ...OWN })).toBeUndefined();
});
