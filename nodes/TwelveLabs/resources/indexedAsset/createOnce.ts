import { NodeApiError, NodeOperationError, type IDataObject } from 'n8n-workflow';

import { advise } from '../../../api/apiError';
import { hadNoEffect, mayStillRun, wordsOf } from '../../../api/errorKind';
import type { Item } from '../../../api/item';
import { pause } from '../../../api/pause';
import { send } from '../../../api/send';
import type { CreatedIndexedAsset, IndexedAsset } from '../../../api/types';
import { findCreated, type IDs, type Place } from './lookUp';

/** A server that loses its answer three times will do so again. */
const MOST_POSTS = 3;

/** Pauses before the looks. What TwelveLabs has done shows up within seconds, if it does not at once ... */
const LOOKS_AFTER_ANSWER_MS = [0, 3_000];
/** ... but where it gave no answer, it may be at work on the request for longer. */
const LOOKS_WITHOUT_ANSWER_MS = [...LOOKS_AFTER_ANSWER_MS, 6_000, 12_000, 24_000];

/**
 * Indexes an asset, and neither twice nor without an answer: where it is unclear whether TwelveLabs has done it, the index is
 * looked at, more than once, and only what is certainly not there is sent again.
 * @param before what the index held of the asset, where that is known
 * @param taken what belongs to other items; the own ID is added
 * @throws NodeApiError when TwelveLabs did not accept it, or when it stays unclear, which the error then says
 */
export async function createOnce(
	item: Item,
	place: Place,
	{ body, before, taken }: { body: IDataObject; before?: IDs; taken: Set<string> },
): Promise<IndexedAsset> {
	const since = { sentAt: performance.now(), before, taken };
	for (let posts = 1; ; posts++) {
		const onSend = () => {
			// It may have waited long for its turn, and been refused by a rate limit: what others indexed meanwhile is not its own.
			if (posts === 1) since.sentAt = performance.now();
			item.connection.onSend?.();
		};
		const sender = { ...item, connection: { ...item.connection, onSend } };
		const created = await post(sender, place, body).catch((error: unknown) => {
			// What was unclear before is so still.
			throw posts > 1 && error instanceof NodeApiError ? unclear(error) : error;
		});
		if (!(created instanceof Error)) return owned(created, taken);
		const { found, isCertain } = await lookRepeatedly(item, place, since, created).catch(
			(error: unknown) => {
				throw error instanceof NodeApiError ? created : error;
			},
		);
		if (found) return owned(found, taken);
		if (!isCertain || !mayRepeat(created) || posts === MOST_POSTS) throw created;
	}
}

/**
 * @returns what was created, or, where that is unclear, the error that it is
 * @throws NodeApiError when it had no effect
 */
async function post(
	item: Item,
	place: Place,
	body: IDataObject,
): Promise<{ _id: string } | NodeApiError | NodeOperationError> {
	const request = {
		...item.request,
		body,
		category: 'index' as const,
		names: { asset_id: place.assetId },
	};
	return await send(item.connection, request).then(
		({ body: created, headers }) => {
			const _id = (created as CreatedIndexedAsset | undefined)?._id ?? idFrom(headers.location);
			return _id ? { _id } : withoutId(item, place);
		},
		(error: unknown) => {
			if (!(error instanceof NodeApiError)) throw error;
			if (hadNoEffect(error)) throw refused(error);
			return unclear(error);
		},
	);
}

async function lookRepeatedly(
	item: Item,
	place: Place,
	since: Parameters<typeof findCreated>[2],
	unclear: Error,
): ReturnType<typeof findCreated> {
	let look: Awaited<ReturnType<typeof findCreated>> = { isCertain: false };
	for (const ms of isAnswered(unclear) ? LOOKS_AFTER_ANSWER_MS : LOOKS_WITHOUT_ANSWER_MS) {
		await pause(ms, item.cancel);
		look = await findCreated(item, place, since);
		if (look.found) break;
	}
	return look;
}

function owned<T extends { _id: string }>(entry: T, taken: Set<string>): T {
	taken.add(entry._id);
	return entry;
}

/** Whether TwelveLabs has come to an end with the request: of a gateway's answer that is not certain. */
const isAnswered = (error: Error): boolean =>
	error instanceof NodeApiError && ['500', '501', '503'].includes(error.httpCode ?? '');

/** What TwelveLabs accepted, or may still be at work on, shows up later. */
const mayRepeat = (error: Error): boolean =>
	error instanceof NodeApiError && !mayStillRun(error) && error.httpCode?.startsWith('2') !== true;

const unclear = (error: NodeApiError): NodeApiError =>
	advise(
		error,
		'The asset may have been indexed all the same. Before you run the node again, turn on Skip if Already Indexed under Options: it then looks first.',
	);

/** Which status and code an asset that is not ready gives is undocumented; these words of it are known. */
const refused = (error: NodeApiError): NodeApiError =>
	/being processed/i.test(wordsOf(error))
		? advise(
				error,
				'The asset is not ready yet. Turn on Wait for Asset under Options, or run the node again later.',
			)
		: error;

const withoutId = (item: Item, { assetId, indexId }: Place): NodeOperationError =>
	new NodeOperationError(
		item.connection.context.getNode(),
		'TwelveLabs accepted the asset, but named no ID for it',
		{
			description: `Look for asset ${assetId} in index ${indexId} with Get Many by Asset in a minute. Do not index it again before that, since it may then be billed twice.`,
		},
	);

/** The answer's Location ends in the ID: `/indexes/{index-id}/indexed-assets/{indexed-asset-id}`. */
function idFrom(location: unknown): string | undefined {
	if (typeof location !== 'string') return undefined;
	// IDs need no decoding; anything that does is not taken for one.
	return /\/indexed-assets\/([\w-]+)$/.exec(location)?.[1];
}
