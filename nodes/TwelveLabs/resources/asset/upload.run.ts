import type { IDataObject } from 'n8n-workflow';

import type { UploadFile } from '../../../api/client/file';
import { explainReason } from '../../../api/errors/catalogue';
import { isOfRequest } from '../../../api/errors/facts';
import { checkedId } from '../../../api/path';
import { readAsset } from '../../../shared/asset';
import { inTurn } from '../../../shared/creating/inTurn';
import { userMetadata } from '../../../shared/metadata/userMetadata';
import { outputShape } from '../../../shared/output';
import { asBoolean, asChoice, asText, valuesOf } from '../../../shared/parameters';
import type { Asset } from '../../../shared/types';
import { withAdditionalFields, withAdditionalFormFields } from '../../fields/additionalFields';
import { isSet } from '../../fields/filters';
import { waitsOf } from '../../fields/wait';
import type { Item } from '../../run/item';
import { turnOf } from '../../turn';
import { assetReady } from '../../wait';
import { createAsset } from './createAsset';
import { uploadInChunks } from './multipart/uploadInChunks';
import { simplifiedAsset } from '../../../shared/simplifiedAsset';
import { fileToUpload, urlToUpload, type Chunked, type OneRequest } from './source';
import { inUploadSlot } from './uploadSlots';
import { SOURCES, UPLOAD_METHODS } from './uploadFields';

export async function run(item: Item): Promise<IDataObject[]> {
	const waits = waitsOf(item);
	const shape = outputShape(item, (asset) => ({
		...simplifiedAsset(asset),
		upload_id: asset.upload_id,
	}));
	const source = await sourceOf(item);
	const metadata = userMetadata(item, { allowNull: false });

	const uploaded =
		source.method === 'multipart'
			? await inChunks(item, source, metadata)
			: await inOneRequest(item, source, metadata);
	const { _id } = uploaded;
	item.facts.asset_id = _id;
	if (!waits.forCompletion) return [shape({ ...uploaded })];
	const asset = await assetReady(item, _id, waits.begin(), {
		failed: (reason) => explainReason(reason)?.next ?? source.ifNotProcessed,
		running: 'Do not upload the file again: read its status with Get, or raise Max Wait (Minutes).',
	});
	return [shape({ ...uploaded, ...asset })];
}

async function inOneRequest(item: Item, source: OneRequest, metadata: IDataObject): Promise<Asset> {
	const sent = flags(item);
	const fields = withAdditionalFormFields(
		{
			...source.form,
			...Object.fromEntries(Object.keys(sent).map((name) => [name, 'true'])),
			// A form holds it as text.
			...(hasKeys(metadata) && { user_metadata: JSON.stringify(metadata) }),
		},
		item.options.additionalFields,
	);
	// The file comes last, so that a server knows the fields when it begins to read it.
	const form = { ...fields, ...(source.file && { file: source.file }) };
	return await inTurn(
		[item.connection.account, 'asset', source.key].join(' '),
		async (target) => {
			const create = async () => await createAsset(item, { ...source, form, metadata }, target);
			return source.file ? await inUploadSlot(item.connection, create) : await create();
		},
		// A file may take any time, as long as it gets on.
		{ ...turnOf(item), maxStandingMs: undefined },
	);
}

async function inChunks(
	item: Item,
	{ file, kind }: Chunked,
	metadata: IDataObject,
): Promise<Asset & { upload_id: string }> {
	const { resumeUploadId } = item.options;
	const fields = {
		filename: file.name,
		type: kind,
		total_size: file.bytes,
		...flags(item),
		...(hasKeys(metadata) && { user_metadata: metadata }),
	};
	const body = withAdditionalFields(fields, item.options.additionalFields);
	const resumeId = isSet(resumeUploadId) ? checkedId('resumeUpload', resumeUploadId) : undefined;
	const asked = [item.connection.account, 'upload in chunks', body, resumeId];
	const { assetId, uploadId } = await item.tries.once(
		asked,
		async () =>
			await inUploadSlot(
				item.connection,
				async () => await uploadInChunks(item, file, { body, resumeId }),
			),
		// The next try goes on with what has arrived.
		() => true,
	);
	item.tries.made(asked, assetId);
	item.facts.asset_id = assetId;
	item.onEffect('done');
	return { ...(await uploadedAsset(item, file, assetId)), upload_id: uploadId };
}

/** The upload is complete, whether it can be read at the moment or not. */
async function uploadedAsset(item: Item, { name }: UploadFile, _id: string): Promise<Asset> {
	return await readAsset(item.connection, _id).catch(async (error: unknown) => {
		if (isOfRequest(error)) return { _id, filename: name };
		return await Promise.reject(error);
	});
}

async function sourceOf(item: Item): Promise<OneRequest | Chunked> {
	const { filename, uploadMethod = 'auto', resumeUploadId } = item.options;
	const named = isSet(filename) ? asText('Filename', filename) : undefined;
	const source = asChoice('Source', item.parameter('mediaSource'), valuesOf(SOURCES));
	if (source === 'url') return urlToUpload(item.parameter('url'), named);
	const chosen = asChoice('Upload Method', uploadMethod, valuesOf(UPLOAD_METHODS));
	return fileToUpload(
		await item.file(item.parameter('binaryPropertyName')),
		named,
		isSet(resumeUploadId) ? 'resumed' : chosen,
	);
}

/** Switches that are on. */
function flags({ options }: Item): IDataObject {
	const { enableHls = false, enableThumbnail = false } = options;
	return {
		...(asBoolean('Enable HLS', enableHls) && { enable_hls: true }),
		...(asBoolean('Enable Thumbnail', enableThumbnail) && { enable_thumbnail: true }),
	};
}

const hasKeys = (object: IDataObject): boolean => Object.keys(object).length > 0;
