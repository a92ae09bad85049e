import { type IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { report } from '../../../api/client/progress';
import { send, serverTimeOf } from '../../../api/client/send';
import { ENDPOINTS } from '../../../api/endpoints';
import { advise } from '../../../api/errors/details';
import { factsOf } from '../../../api/errors/facts';
import { textId } from '../../../api/ids';
import { isLastPage, PAGE_SIZE } from '../../../api/paging/page';
import { readPage } from '../../../api/paging/readPage';
import { claim, createdAt } from '../../../shared/creating/claim';
import { type Attempt, createOnce, type Finding } from '../../../shared/creating/createOnce';
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
	let begunAt = performance.now();
	const asset = await createOnce<Asset>({
		cancel: item.cancel,
		async create(isFirst) {
			const onSend = () => {
				// The first one may have waited long for a rate limit: what others uploaded meanwhile is not its own.
				if (isFirst) begunAt = performance.now();
				item.connection.onSend?.();
			};
			const sender = { ...item, connection: { ...item.connection, onSend } };
			return await post(sender, source, target).finally(() => {
				target.lastRequestEnd = performance.now();
			});
		},
		find: async () => await findUploaded(item, source, begunAt, target),
		unclear: (reason, ids) => unclear(reason, source, ids),
	});
	target.owned.set(asset._id, performance.now());
	return asset;
}

/** @throws NodeApiError when it had no effect */
async function post(item: Item, source: Source, { clock }: Target): Promise<Attempt<Asset>> {
	report(item.connection, `Uploading ${source.name}`);
	try {
		const response = await send(item.connection, { ...item.request, form: source.form });
		clock.note(serverTimeOf(response), performance.now());
		const body = (response.body ?? {}) as Partial<Asset>;
		const _id = textId(body._id);
		if (_id) return { created: { ...body, _id } };
		return { unclear: withoutId(item, source), isAnswered: false, mayRepeat: false };
	} catch (error) {
		if (!(error instanceof NodeApiError)) return await Promise.reject(error);
		const { effect, hasEnded, mayStillRun } = factsOf(error);
		if (effect === 'none') return await Promise.reject(error);
		return { unclear: error, isAnswered: hasEnded, mayRepeat: !mayStillRun };
	}
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
