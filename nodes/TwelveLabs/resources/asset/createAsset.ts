import { type IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import type { Form } from '../../../api/client/form';
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
import { isProof } from '../../../shared/creating/wholeList';
import { isSameName } from '../../../shared/names';
import type { Asset } from '../../../shared/types';
import type { Item } from '../../run/item';
import type { OneRequest } from './source';

/** An upload with all that its request holds. */
export interface Upload extends Omit<OneRequest, 'form'> {
	form: Form;
	metadata: IDataObject;
}

/** Assets that this process uploaded in the last minutes under whatever name, and when: they are of other items. */
const uploaded = new Map<string, number>();

/** Enough for the advice. */
const MAX_NAMED_IDS = 5;

/**
 * Uploads a file, neither twice nor without an answer.
 * @param target what this process uploaded under the same name before; the own ID is added
 * @throws NodeApiError when TwelveLabs did not accept it, or when it stays unclear, which the error then says
 */
export async function createAsset(item: Item, source: Upload, target: Target): Promise<Asset> {
	report(item.connection, `Uploading ${source.name}`);
	const asset = await createAt<Asset>(target, {
		connection: item.connection,
		request: { ...item.request, form: source.form },
		tries: item.tries,
		entryOf: ({ body }) => {
			const asset = isRecord(body) ? (body as Partial<Asset>) : {};
			const _id = textId(asset._id);
			return _id === undefined ? undefined : { ...asset, _id };
		},
		withoutId: () => withoutId(item, source),
		onEffect: (effect) => item.onEffect(effect, source.name),
		find: async (begunAt) => await findUploaded(item, source, begunAt, target),
		unclear: (reason, ids) => maybeUploaded(reason, source, ids),
	});
	remember(asset._id);
	return asset;
}

function remember(id: string): void {
	const now = performance.now();
	uploaded.set(id, now);
	// In the order of time.
	for (const [old, at] of uploaded) {
		if (at >= now - 2 * REMEMBERED_MS) return;
		uploaded.delete(old);
	}
}

/** What the list of assets holds of it: that is sorted by time, the newest first. */
async function findUploaded(
	item: Item,
	upload: Upload,
	begunAt: number,
	target: Target,
): Promise<Finding<Asset>> {
	const { filename, isNamed, method } = upload;
	const query: IDataObject = { page: 1, page_limit: PAGE_SIZE, ...(isNamed && { filename }) };
	const page = await readPage<Asset>(item.connection, { endpoint: ENDPOINTS.assets.list, query });
	target.clock.note(page.serverTime, performance.now());
	const entries = page.data.filter(
		(asset) =>
			!uploaded.has(asset._id) && (asset.method ?? method) === method && mayBe(asset, upload),
	);
	const sameName = entries.filter((asset) => isSameName(asset.filename ?? filename, filename));
	const claimed = claim(sameName, begunAt, target);
	if (claimed?.state === 'created' && !isAlike(claimed.entry, upload))
		return ambiguous(claimed.entry);
	if (claimed) return claimed;
	// TwelveLabs may have derived another name.
	const other = isNamed ? undefined : claim(entries, begunAt, target);
	if (other?.state === 'created') return ambiguous(other.entry);
	if (other) return other;
	const since = (target.clock.timeAt(begunAt) ?? Infinity) - REMEMBERED_MS;
	const isComplete =
		page.size === page.data.length &&
		(isLastPage(page, 1) || page.data.some((asset) => createdAt(asset) < since));
	return { state: isProof({ ...page, isComplete }, target) ? 'absent' : 'unproven' };
}

const ambiguous = ({ _id }: Asset): Finding<Asset> => ({ state: 'ambiguous', ids: [_id] });

/** What an asset shows of its file is certain: its length, and the metadata that came with it. It need not show either. */
function mayBe({ size, user_metadata: held }: Asset, { file, metadata }: Upload): boolean {
	if (file && size !== undefined && size !== file.bytes) return false;
	if (held === undefined) return true;
	const keys = new Set([...Object.keys(held), ...Object.keys(metadata)]);
	return [...keys].every((key) => held[key] === metadata[key]);
}

/** TwelveLabs may find another type than the one that was sent, but seldom another kind. */
const isAlike = ({ file_type: type }: Asset, { file }: Upload): boolean =>
	!file || type === undefined || type.split('/')[0] === file.type.split('/')[0];

function maybeUploaded(reason: Error, { name }: Upload, ids: string[]): Error {
	if (!(reason instanceof NodeApiError)) return reason;
	const found =
		ids.length > 0
			? ` Of the last minutes, the account holds ${ids.slice(0, MAX_NAMED_IDS).join(', ')}${ids.length > MAX_NAMED_IDS ? ' and others' : ''}, which may be of this item or of another run.`
			: '';
	return advise(
		reason,
		`${name} may have been uploaded all the same.${found} Before you upload it again, look for it with Asset > Get Many, filtered by its filename.`,
	);
}

const withoutId = (item: Item, { name }: Upload): NodeOperationError =>
	new NodeOperationError(
		item.connection.node,
		'TwelveLabs accepted the file, but named no ID for it',
		{
			description: `Look for ${name} with Asset > Get Many before you upload it again.`,
		},
	);
