import { type IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import { report } from '../../../api/client/progress';
import { ENDPOINTS } from '../../../api/endpoints';
import { advise } from '../../../api/errors/details';
import { textId } from '../../../api/ids';
import { isLastPage, PAGE_SIZE } from '../../../api/paging/page';
import { readPage } from '../../../api/paging/readPage';
import { claim, createdAt } from '../../../shared/creating/claim';
import { createAt } from '../../../shared/creating/createAt';
import type { Finding } from '../../../shared/creating/createOnce';
import { REMEMBERED_MS, type Target } from '../../../shared/creating/inTurn';
import { isSameName } from '../../../shared/names';
import type { Asset } from '../../../shared/types';
import type { Item } from '../../run/item';
import type { Source } from './source';

/**
 * Uploads a file, neither twice nor without an answer.
 * @param target what this process uploaded under the same name before; the own ID is added
 * @throws NodeApiError when TwelveLabs did not accept it, or when it stays unclear, which the error then says
 */
export async function createAsset(item: Item, source: Source, target: Target): Promise<Asset> {
	report(item.connection, `Uploading ${source.name}`);
	return await createAt<Asset>(target, {
		connection: item.connection,
		request: { ...item.request, form: source.form },
		entryOf: ({ body }) => {
			const asset = isRecord(body) ? (body as Partial<Asset>) : {};
			const _id = textId(asset._id);
			return _id === undefined ? undefined : { ...asset, _id };
		},
		withoutId: () => withoutId(item, source),
		find: async (begunAt) => await findUploaded(item, source, begunAt, target),
		unclear: (reason, ids) => unclear(reason, source, ids),
	});
}

/** What the list of assets holds of it: that is sorted by time, the newest first. */
async function findUploaded(
	item: Item,
	{ filename, isNamed, method }: Source,
	begunAt: number,
	target: Target,
): Promise<Finding<Asset>> {
	const query: IDataObject = { page: 1, page_limit: PAGE_SIZE, ...(isNamed && { filename }) };
	const page = await readPage<Asset>(item.connection, { endpoint: ENDPOINTS.assets.list, query });
	target.clock.note(page.serverTime, performance.now());
	const entries = page.data.filter(
		(asset) => !target.owned.has(asset._id) && (asset.method ?? method) === method,
	);
	const sameName = entries.filter((asset) => isSameName(asset.filename ?? filename, filename));
	const claimed = claim(sameName, begunAt, target);
	if (claimed) return claimed;
	// TwelveLabs may have derived another name.
	const other = isNamed ? undefined : claim(entries, begunAt, target);
	if (other?.state === 'created') return { state: 'ambiguous', ids: [other.entry._id] };
	if (other) return other;
	const since = (target.clock.timeAt(begunAt) ?? Infinity) - REMEMBERED_MS;
	const isWhole =
		page.size === page.data.length &&
		(isLastPage(page, 1) || page.data.some((asset) => createdAt(asset) < since));
	const isCurrent = !page.isStored && target.clock.isAfter(page.serverTime, target.lastRequestEnd);
	return { state: isWhole && isCurrent ? 'absent' : 'unproven' };
}

function unclear(reason: Error, { name }: Source, ids: string[]): Error {
	if (!(reason instanceof NodeApiError)) return reason;
	const found =
		ids.length > 0
			? ` Of the last minutes, the account holds ${ids.join(', ')}, which may be of this item or of another run.`
			: '';
	return advise(
		reason,
		`${name} may have been uploaded all the same.${found} Before you upload it again, look for it with Asset > Get Many, filtered by its filename.`,
	);
}

const withoutId = (item: Item, { name }: Source): NodeOperationError =>
	new NodeOperationError(
		item.connection.node,
		'TwelveLabs accepted the file, but named no ID for it',
		{
			description: `Look for ${name} with Asset > Get Many before you upload it again.`,
		},
	);
