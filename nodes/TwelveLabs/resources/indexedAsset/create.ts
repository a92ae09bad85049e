import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { perItem, type Item } from '../../../api/item';
import { send } from '../../../api/send';
import type { CreatedIndexedAsset, IndexedAsset } from '../../../api/types';
import { asBoolean } from '../../parameters';
import { additionalFieldsOption, withAdditionalFields } from '../additionalFields';
import { userMetadata } from '../metadata';
import { findIndexed, newestIndexed, oneAtATime } from './lookUp';
import { INDEXED_ASSETS } from './paths';
import { assetReady, deadlineAfter, indexingCompleted, type Deadline } from './wait';

/** An hour suits a video of two to three hours: indexing takes about 30 to 40 % of the duration. */
const DEFAULT_MAX_WAIT_MINUTES = 60;

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

const showOnlyForCreate = { resource: ['indexedAsset'], operation: ['create'] };

export const createFields: INodeProperties[] = [
	{
		displayName: 'Enable Video Stream',
		name: 'enableVideoStream',
		type: 'boolean',
		default: false,
		displayOptions: { show: showOnlyForCreate },
		description:
			'Whether TwelveLabs keeps the video for playback, with a stream URL and thumbnails',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: showOnlyForCreate },
		options: [
			additionalFieldsOption,
			{
				displayName: 'Max Wait (Minutes)',
				name: 'maxWaitMinutes',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULT_MAX_WAIT_MINUTES,
				description: 'How long Wait for Asset and Wait for Completion may take together',
			},
			{
				displayName: 'Skip if Already Indexed',
				name: 'skipIfIndexed',
				type: 'boolean',
				default: false,
				description:
					'Whether to look first, and return what the index already holds of this asset instead of indexing, and paying, twice. What ended as failed does not count.',
			},
			{
				displayName: 'Wait for Asset',
				name: 'waitForAsset',
				type: 'boolean',
				default: false,
				description:
					'Whether to wait until the uploaded asset is ready, since only then it can be indexed',
			},
			{
				displayName: 'Wait for Completion',
				name: 'waitForCompletion',
				type: 'boolean',
				default: false,
				description:
					'Whether to wait until indexing has finished. It takes minutes to hours, so for long videos let the TwelveLabs Trigger start a second workflow instead.',
			},
		],
	},
];

/** What the user chose under Options. */
interface CreateOptions {
	skipIfIndexed: boolean;
	waitForAsset: boolean;
	waitForCompletion: boolean;
	deadline: Deadline;
}

async function indexAsset(item: Item): Promise<IDataObject[]> {
	const assetId = item.id('assetId');
	const indexId = item.id('indexId');
	const options = optionsOf(item);
	const body = createBody(item, assetId);

	const indexed = options.skipIfIndexed
		? await oneAtATime(`${indexId} ${assetId}`, async () => {
				const existing = await findIndexed(item, assetId, indexId);
				return existing ?? (await create(item, body, options));
			})
		: await create(item, body, options);

	const { _id, status } = options.waitForCompletion
		? await indexingCompleted(item, indexId, indexed._id, options.deadline)
		: indexed;
	return [{ _id, asset_id: assetId, index_id: indexId, ...(status && { status }) }];
}

async function create(
	item: Item,
	body: IDataObject,
	{ waitForAsset, deadline }: CreateOptions,
): Promise<IndexedAsset> {
	const assetId = String(body.asset_id);
	if (waitForAsset) await assetReady(item, assetId, deadline);
	const { body: created, headers } = await send(item.connection, { ...item.request, body });
	const _id = (created as CreatedIndexedAsset | undefined)?._id ?? idFrom(headers.location);
	return _id ? { _id } : await newestIndexed(item, assetId, item.id('indexId'));
}

/** The answer's Location ends in the ID: `/indexes/{index-id}/indexed-assets/{indexed-asset-id}`. */
function idFrom(location: unknown): string | undefined {
	if (typeof location !== 'string') return undefined;
	const id = /\/indexed-assets\/([^/?#]+)/.exec(location)?.[1];
	return id && decodeURIComponent(id);
}

function createBody(item: Item, assetId: string): IDataObject {
	const metadata = userMetadata(item, { allowNull: false });
	const body: IDataObject = {
		asset_id: assetId,
		enable_video_stream: asBoolean('Enable Video Stream', item.parameter('enableVideoStream')),
	};
	if (Object.keys(metadata).length > 0) body.user_metadata = metadata;
	return withAdditionalFields(body, (item.parameter('options') as IDataObject).additionalFields);
}

function optionsOf(item: Item): CreateOptions {
	const {
		skipIfIndexed = false,
		waitForAsset = false,
		waitForCompletion = false,
		maxWaitMinutes = DEFAULT_MAX_WAIT_MINUTES,
	} = item.parameter('options') as IDataObject;
	return {
		skipIfIndexed: asBoolean('Skip if Already Indexed', skipIfIndexed),
		waitForAsset: asBoolean('Wait for Asset', waitForAsset),
		waitForCompletion: asBoolean('Wait for Completion', waitForCompletion),
		deadline: deadlineAfter(maxWaitMinutes),
	};
}
