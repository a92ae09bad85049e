import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { factsOf } from '../../../api/errors/facts';
import { inTurn, type Target } from '../../../shared/creating/inTurn';
import { oneAtATime } from '../../../shared/creating/oneAtATime';
import { userMetadata } from '../../../shared/metadata/userMetadata';
import { asBoolean } from '../../../shared/parameters';
import type { IndexedAsset } from '../../../shared/types';
import { type Deadline, uncounted } from '../../../shared/waitForEnd';
import { withAdditionalFields } from '../../fields/additionalFields';
import { waitsOf } from '../../fields/wait';
import type { Item } from '../../run/item';
import { turnOf } from '../../turn';
import { createIndexedAsset } from './createIndexedAsset';
import type { Place } from './entriesAt';
import { findIndexed } from './lookUp';
import { indexingCompleted, readyToIndex } from './wait';

/** What the user chose under Options. */
interface CreateOptions {
	skipIfIndexed: boolean;
	waitForAsset: boolean;
	waitForCompletion: boolean;
	deadline: Deadline;
}

export async function run(item: Item): Promise<IDataObject[]> {
	const place = { assetId: item.id('assetId'), indexId: item.id('indexId') };
	const options = optionsOf(item);
	const body = createBody(item, place.assetId);

	const indexed = options.skipIfIndexed
		? await indexOnce(item, place, body, options)
		: await indexAnyway(item, place, body, options);
	Object.assign(item.facts, {
		_id: indexed._id,
		asset_id: place.assetId,
		index_id: place.indexId,
	});

	const { status } = options.waitForCompletion
		? await indexingCompleted(item, place.indexId, indexed._id, options.deadline)
		: indexed;
	return [{ ...item.facts, ...(status && { status }) }];
}

async function indexAnyway(
	item: Item,
	place: Place,
	body: IDataObject,
	{ waitForAsset, deadline }: CreateOptions,
): Promise<IndexedAsset> {
	if (waitForAsset) await readyToIndex(item, place.assetId, deadline);
	const index = async (target: Target) => await createIndexedAsset(item, place, { body, target });
	return await uncounted(
		deadline,
		async () => await inTurn(keyOf(item, place), index, turnOf(item)),
	);
}

/** Looks before it waits, since what is indexed already needs no waiting, and again before it indexes. */
async function indexOnce(
	item: Item,
	place: Place,
	body: IDataObject,
	{ waitForAsset, deadline }: CreateOptions,
): Promise<IndexedAsset> {
	if (waitForAsset) {
		const { live } = await findIndexed(item, place).catch(nothingYet);
		if (live) return live;
		await readyToIndex(item, place.assetId, deadline);
	}
	const key = keyOf(item, place);
	const index = async (target: Target) => {
		const { live, before } = await findIndexed(item, place, target);
		return live ?? (await createIndexedAsset(item, place, { body, before, target }));
	};
	const turn = turnOf(item);
	return await uncounted(
		deadline,
		async () => await oneAtATime(key, async () => await inTurn(key, index, turn), turn),
	);
}

/** An asset that was just uploaded may not be found yet, which the wait for it allows for. */
function nothingYet(error: unknown): { live?: IndexedAsset } {
	if (error instanceof NodeApiError && factsOf(error).isGone) return {};
	throw error;
}

const keyOf = ({ connection }: Item, { indexId, assetId }: Place) =>
	// The same ID is pasted in either case.
	[connection.account, indexId.toLowerCase(), assetId.toLowerCase()].join(' ');

function createBody(item: Item, assetId: string): IDataObject {
	const metadata = userMetadata(item, { allowNull: false });
	const body: IDataObject = {
		asset_id: assetId,
		enable_video_stream: asBoolean('Enable Video Stream', item.parameter('enableVideoStream')),
	};
	if (Object.keys(metadata).length > 0) body.user_metadata = metadata;
	return withAdditionalFields(body, item.options.additionalFields);
}

function optionsOf(item: Item): CreateOptions {
	const { forAsset, forCompletion, begin } = waitsOf(item);
	const { skipIfIndexed = false } = item.options;
	return {
		skipIfIndexed: asBoolean('Skip if Already Indexed', skipIfIndexed),
		waitForAsset: forAsset,
		waitForCompletion: forCompletion,
		// One time for both waits.
		deadline: begin(),
	};
}
