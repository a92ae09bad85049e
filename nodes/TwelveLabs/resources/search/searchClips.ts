import { NodeApiError, NodeOperationError, type IDataObject } from 'n8n-workflow';

import type { Form } from '../../../api/client/form';
import type { ApiRequest } from '../../../api/client/request';
import { read } from '../../../api/client/send';
import { ENDPOINTS } from '../../../api/endpoints';
import { foreignAnswer } from '../../../api/errors/apiError';
import { detailsOf } from '../../../api/errors/details';
import { PAGE_SIZE } from '../../../api/paging/page';
import { UnfinishedWalk, walkTokens, type TokenPage } from '../../../api/paging/tokenWalk';
import { outputShape } from '../../../shared/output';
import { asBoolean } from '../../../shared/parameters';
import { limitOf } from '../../fields/list';
import type { Item } from '../../run/item';
import { clipsOf, keyOf, simplifiedClip, type Clip } from './clips';
import { withAssets } from './lookUpAssets';
import { searchForm } from './searchForm';

/** A page of a search. */
interface SearchResults {
	data?: unknown;
	page_info?: { next_page_token?: unknown };
}

/**
 * Searches an index.
 * @param question see `searchForm`
 * @returns one item for each clip, also where they are grouped
 * @throws UserError before anything is sent; NodeOperationError where not all clips could be read; NodeApiError as `send`
 */
export async function searchClips(item: Item, question: Form): Promise<IDataObject[]> {
	const { lookUpAsset = false } = item.options;
	const looksUp = asBoolean('Look Up Asset', lookUpAsset);
	const indexId = item.id('indexId');
	const shape = outputShape(item, (clip) => {
		const simplified = simplifiedClip(clip, indexId);
		// A model cannot see them, and reads every character of their addresses.
		return item.isForModel ? { ...simplified, thumbnail_url: undefined } : simplified;
	});
	const limit = limitOf(item);
	const form = searchForm(item, question);
	// Each page has to be asked for it.
	const { include_user_metadata } = form;
	const clips = await walkTokens<Clip>(
		{
			first: async () =>
				await page(item, {
					...item.request,
					form: { page_limit: String(Math.min(limit, PAGE_SIZE)), ...form },
				}),
			page: async (pageToken) =>
				await page(item, {
					endpoint: ENDPOINTS.search.retrieve,
					ids: { pageToken },
					query: include_user_metadata === 'true' ? { include_user_metadata } : {},
				}),
			keyOf,
		},
		limit,
	).catch((error: unknown) => {
		throw error instanceof UnfinishedWalk ? unfinished(item, error) : error;
	});
	if (clips.length === 0) item.hint('The search found no clip.');
	return (looksUp ? await withAssets(item, clips) : clips).map(shape);
}

async function page(item: Item, request: ApiRequest): Promise<TokenPage<Clip>> {
	const body = await read<SearchResults>(item.connection, request);
	const found = clipsOf(body.data);
	if (!found) {
		throw foreignAnswer(item.connection, request, { statusCode: 200, headers: {}, body });
	}
	if (found.isPartial)
		item.hint('TwelveLabs sent clips without the ID of a video. They are left out.');
	const token = body.page_info?.next_page_token;
	return {
		entries: found.clips,
		next: typeof token === 'string' && token !== '' ? token : undefined,
	};
}

function unfinished(item: Item, { read: count, refusal }: UnfinishedWalk): NodeOperationError {
	const next = 'Use Filters or Limit to find fewer clips, or run the item again.';
	const error = new NodeOperationError(
		item.connection.node,
		refusal
			? `TwelveLabs refused the next page of the search twice, after ${count} clips`
			: `The search repeated its pages, after ${count} clips`,
		{ description: refusal ? `${refusal.message}. ${next}` : next },
	);
	const details = refusal instanceof NodeApiError ? detailsOf(refusal) : {};
	error.context.details = { ...details, read: count, next };
	return error;
}
