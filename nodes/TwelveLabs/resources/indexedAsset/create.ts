import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { advise, isRefusal, wordsOf } from '../../../api/apiError';
import { CREDENTIAL } from '../../../api/connection';
import { perItem, type Item } from '../../../api/item';
import { pause } from '../../../api/pause';
import { send } from '../../../api/send';
import type { CreatedIndexedAsset, IndexedAsset } from '../../../api/types';
import { asBoolean, asCollection } from '../../parameters';
import { withAdditionalFields } from '../additionalFields';
import { userMetadata } from '../metadata';
import { DEFAULT_MAX_WAIT_MINUTES } from './createFields';
import { createdSince, findIndexed, type Place } from './lookUp';
import { oneAtATime } from './oneAtATime';
import { INDEXED_ASSETS } from './paths';
import { assetReady, deadlineAfter, indexingCompleted, type Deadline } from './wait';

/** An entry shows up in lists within seconds, if it does not at once. */
const SECOND_LOOK_MS = 3_000;

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
	return await create(item, place, body);
}

/** Looks before it waits, since what is indexed already needs no waiting, and again before it indexes. */
async function indexOnce(
	item: Item,
	place: Place,
	body: IDataObject,
	{ waitForAsset, deadline }: CreateOptions,
): Promise<IndexedAsset> {
	if (waitForAsset) {
		const existing = await findIndexed(item, place);
		if (existing) return existing;
		await assetReady(item, place.assetId, deadline);
	}
	const { baseUrl, context } = item.connection;
	const { id: credential } = context.getNode().credentials?.[CREDENTIAL] ?? {};
	const key = [baseUrl, credential, place.indexId, place.assetId].join(' ');
	return await oneAtATime(
		key,
		async () => (await findIndexed(item, place)) ?? (await create(item, place, body)),
		item.cancel,
	);
}

async function create(item: Item, place: Place, body: IDataObject): Promise<IndexedAsset> {
	const sentAt = Date.now();
	const { body: created, headers } = await send(item.connection, { ...item.request, body }).catch(
		(error: unknown) => {
			throw error instanceof NodeApiError ? withAdvice(error) : error;
		},
	);
	const _id = (created as CreatedIndexedAsset | undefined)?._id ?? idFrom(headers.location);
	return _id ? { _id } : await createdWithoutId(item, place, sentAt);
}

/**
 * TwelveLabs accepted the request but named no ID. It is not sent again: that would index, and bill, twice.
 * @throws NodeOperationError when the index does not show the entry, even after a while
 */
async function createdWithoutId(item: Item, place: Place, sentAt: number): Promise<IndexedAsset> {
	let indexed = await createdSince(item, place, sentAt);
	if (!indexed) {
		await pause(SECOND_LOOK_MS, item.cancel);
		indexed = await createdSince(item, place, sentAt);
	}
	if (indexed) return indexed;
	throw new NodeOperationError(
		item.connection.context.getNode(),
		'TwelveLabs accepted the asset, but named no ID for it',
		{
			description: `Look for asset ${place.assetId} in index ${place.indexId} with Get Many by Asset in a minute. Do not index it again before that, since it may then be billed twice.`,
		},
	);
}

/** What the general advice cannot know: the options of this operation. */
function withAdvice(error: NodeApiError): NodeApiError {
	// Which status and code an asset that is not ready gives is undocumented; these words of it are known.
	if (/being processed/i.test(wordsOf(error))) {
		return advise(
			error,
			'The asset is not ready yet. Turn on Wait for Asset under Options, or run the node again later.',
		);
	}
	if (isRefusal(error)) return error;
	return advise(
		error,
		'The asset may have been indexed all the same. Before you run the node again, turn on Skip if Already Indexed under Options: it then looks first.',
	);
}

/** The answer's Location ends in the ID: `/indexes/{index-id}/indexed-assets/{indexed-asset-id}`. */
function idFrom(location: unknown): string | undefined {
	if (typeof location !== 'string') return undefined;
	// IDs need no decoding; anything that does is not taken for one.
	return /\/indexed-assets\/([\w-]+)$/.exec(location)?.[1];
}

function createBody(item: Item, assetId: string): IDataObject {
	const metadata = userMetadata(item, { allowNull: false });
	const body: IDataObject = {
		asset_id: assetId,
		enable_video_stream: asBoolean('Enable Video Stream', item.parameter('enableVideoStream')),
	};
	if (Object.keys(metadata).length > 0) body.user_metadata = metadata;
	return withAdditionalFields(body, optionsParameter(item).additionalFields);
}

function optionsOf(item: Item): CreateOptions {
	const {
		skipIfIndexed = false,
		waitForAsset = false,
		waitForCompletion = false,
		maxWaitMinutes = DEFAULT_MAX_WAIT_MINUTES,
	} = optionsParameter(item);
	return {
		skipIfIndexed: asBoolean('Skip if Already Indexed', skipIfIndexed),
		waitForAsset: asBoolean('Wait for Asset', waitForAsset),
		waitForCompletion: asBoolean('Wait for Completion', waitForCompletion),
		deadline: deadlineAfter(maxWaitMinutes),
	};
}

const optionsParameter = (item: Item) => asCollection('Options', item.parameter('options'));
