import fc from 'fast-check';

import type { QuotaRule } from '../../../simulator/quotas';
import type { Story } from './story';
import { TROUBLES, type Scripted } from './troubles';

/** The requests of Index Asset. */
export const CREATE = 'indexes-indexedAssets.create';
export const LIST = 'indexes-indexedAssets.list-by-asset';
export const RETRIEVE = 'indexes-indexedAssets.retrieve';
export const ASSET = 'assets.retrieve';

/** Silence is where most is unclear: the client has left, and the effect comes later. */
const trouble = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...Object.keys(TROUBLES)) },
	{ weight: 1, arbitrary: fc.constant('silence before the effect') },
);

export const scripted = (operations: string[]): fc.Arbitrary<Scripted> =>
	fc.record({
		trouble,
		on: fc.constantFrom(...operations),
		from: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3)),
		times: fc.integer({ min: 1, max: 4 }),
	});

export const quota: fc.Arbitrary<QuotaRule> = fc.record(
	{
		limit: fc.integer({ min: 1, max: 6 }),
		windowMs: fc.constantFrom(1_000, 10_000, 60_000, 86_400_000),
		algorithm: fc.constantFrom('fixed', 'sliding', 'bucket'),
		used: fc.nat(3),
		countsRefused: fc.boolean(),
		reports: fc.constantFrom('retryAfter', 'reset', 'requestReset', 'nothing'),
		reportsAlways: fc.boolean(),
		resetAs: fc.constantFrom('epochSeconds', 'epochMs', 'seconds', 'iso'),
		body: fc.constantFrom('sentence', 'plain', 'empty', 'html'),
	},
	{ requiredKeys: ['limit', 'windowMs'] },
);

/** That indexing again may give the same entry is left out: it would hide what is done twice. */
export const switches = fc.record(
	{
		createAnswer: fc.constantFrom('both', 'idOnly', 'locationOnly'),
		unknownId: fc.constantFrom(404, 400),
		errorShape: fc.constantFrom('flat', 'nested'),
		ties: fc.constantFrom('stable', 'shuffled'),
		failureReason: fc.constantFrom('error_reason', 'error.message', 'none'),
	},
	{ requiredKeys: [] },
);

const asset = fc.nat(2);

const earlier = fc.record({
	asset,
	status: fc.constantFrom('ready', 'failed', 'indexing'),
	ageMs: fc.constantFrom(5_000, 30_000, 3_600_000),
});

/** Up to six items, some of which name the same asset, and up to five troubles. */
export const stories: fc.Arbitrary<Story> = fc.record(
	{
		items: fc.array(fc.record({ asset, skip: fc.boolean() }), { minLength: 1, maxLength: 6 }),
		script: fc.array(scripted([CREATE, CREATE, LIST, RETRIEVE, ASSET]), { maxLength: 5 }),
		waitForAsset: fc.boolean(),
		waitForCompletion: fc.boolean(),
		processing: fc.uniqueArray(asset, { maxLength: 2 }),
		earlier: fc.array(earlier, { maxLength: 2 }),
		apartMs: fc.constantFrom(20, 200),
		limited: fc.boolean(),
		switches,
		quotas: fc.array(quota, { maxLength: 1 }),
	},
	{ requiredKeys: ['items', 'script'] },
);
