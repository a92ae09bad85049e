import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { perItem, type Item } from '../../../api/item';
import type { IndexedAsset } from '../../../api/types';
import { asBoolean } from '../../../parameters';
import { withAdditionalFields } from '../additionalFields';
import { userMetadata } from '../metadata';
import { DEFAULT_MAX_WAIT_MINUTES } from './createFields';
import { createOnce } from './createOnce';
import { inTurn } from './inTurn';
import { findIndexed, type Place } from './lookUp';
import { oneAtATime } from './oneAtATime';
import { INDEXED_ASSETS } from './paths';
import { assetReady, deadlineAfter, indexingCompleted, type Deadline } from './wait';

/** https://docs.twelvelabs.io/api-reference/index-content/create */
export const createOperation: INodePropertyOptions = {
	name: 'Index Asset',
	value: 'create',
	action: 'Index asset',
	description: 'Make an uploaded asset searchable by adding it to an index',
	routing: {
		request: { method: 'POST', url: INDEXED_ASSETS },
		operations: { pagination: perItem(indexAsset) },
	},
};

/** What the user chose under Options. */
interface CreateOptions {
	skipIfIndexed: boolean;
	waitForAsset: boolean;
	waitForCompletion: boolean;
	deadline: Deadline;
}

async function indexAsset(item: Item): Promise<IDataObject[]> {
	const place = { assetId: item.id('assetId'), indexId: item.id('indexId') };
	const options = optionsOf(item);
	const body = createBody(item, place.assetId);

	const indexed = options.skipIfIndexed
		? await indexOnce(item, place, body, options)
		: await indexAnyway(item, place, body, options);
	Object.assign(item.known, {
		_id: indexed._id,
		asset_id: place.assetId,
		index_id: place.indexId,
	});

	const { status } = options.waitForCompletion
		? await indexingCompleted(item, place.indexId, indexed._id, options.deadline)
		: indexed;
	return [{ ...item.known, ...(status && { status }) }];
}

async function indexAnyway(
	item: Item,
	place: Place,
	body: IDataObject,
	{ waitForAsset, deadline }: CreateOptions,
): Promise<IndexedAsset> {
	if (waitForAsset) await assetReady(item, place.assetId, deadline);
	return await inTurn(
		keyOf(item, place),
		async (taken) => await createOnce(item, place, { body, taken }),
		item.cancel,
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
		const { live } = await findIndexed(item, place);
		if (live) return live;
		await assetReady(item, place.assetId, deadline);
	}
	const key = keyOf(item, place);
	const index = async (taken: Set<string>) => {
		const { live, before } = await findIndexed(item, place);
		return live ?? (await createOnce(item, place, { body, before, taken }));
	};
	return await oneAtATime(key, async () => await inTurn(key, index, item.cancel), item.cancel);
}

const keyOf = ({ connection }: Item, { indexId, assetId }: Place) =>
	[connection.account, indexId, assetId].join(' ');

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
	const {
		skipIfIndexed = false,
		waitForAsset = false,
		waitForCompletion = false,
		maxWaitMinutes = DEFAULT_MAX_WAIT_MINUTES,
	} = item.options;
	return {
		skipIfIndexed: asBoolean('Skip if Already Indexed', skipIfIndexed),
		waitForAsset: asBoolean('Wait for Asset', waitForAsset),
		waitForCompletion: asBoolean('Wait for Completion', waitForCompletion),
		deadline: deadlineAfter(maxWaitMinutes),
	};
}
