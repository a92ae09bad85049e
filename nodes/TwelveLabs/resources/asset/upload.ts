import type { IDataObject } from 'n8n-workflow';

import type { Form } from '../../../api/client/form';
import { ENDPOINTS } from '../../../api/endpoints';
import { explainReason } from '../../../api/errors/catalogue';
import { inTurn } from '../../../shared/creating/inTurn';
import { metadataFields } from '../../../shared/metadata/fields';
import { userMetadata } from '../../../shared/metadata/userMetadata';
import { outputShape } from '../../../shared/output';
import { asBoolean, asChoice, asText, valuesOf } from '../../../shared/parameters';
import { deadlineAfter } from '../../../shared/waitForEnd';
import { additionalFieldsOption, withAdditionalFormFields } from '../../fields/additionalFields';
import { isSet } from '../../fields/filters';
import { outputFields } from '../../fields/outputFields';
import { DEFAULT_MAX_WAIT_MINUTES } from '../../fields/wait';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';
import { assetReady } from '../../wait';
import { createAsset } from './createAsset';
import { simplifiedAsset } from './simplified';
import { fileToUpload, urlToUpload, type Source } from './source';
import { SOURCES, uploadFields, uploadOptions } from './uploadFields';

/** https://docs.twelvelabs.io/api-reference/upload-content/direct-uploads/create */
export const upload: Operation = {
	value: 'upload',
	name: 'Upload',
	action: 'Upload an asset',
	description: 'Upload a video, audio, image or document file, to index or analyze it',
	endpoint: ENDPOINTS.assets.create,
	fields: [...uploadFields, ...metadataFields, ...outputFields],
	options: [...uploadOptions, additionalFieldsOption],
	run: uploadAsset,
};

async function uploadAsset(item: Item): Promise<IDataObject[]> {
	const { waitForCompletion = false, maxWaitMinutes = DEFAULT_MAX_WAIT_MINUTES } = item.options;
	const waits = asBoolean('Wait for Completion', waitForCompletion);
	// Checked before anything is sent; the time of the wait begins after the upload.
	deadlineAfter(maxWaitMinutes);
	const shape = outputShape(item, simplifiedAsset);
	const source = await sourceOf(item);
	const metadata = userMetadata(item, { allowNull: false });
	const fields = withAdditionalFormFields(
		{ ...source.form, ...fieldsOf(item, metadata) },
		item.options.additionalFields,
	);
	// The file comes last, so that a server knows the fields when it begins to read it.
	const form = { ...fields, ...(source.file && { file: source.file }) };

	const created = await inTurn(
		[item.connection.account, 'asset', source.key].join(' '),
		async (target) => await createAsset(item, { ...source, form, metadata }, target),
		{ cancel: item.cancel, onWait: item.connection.onSend },
	);
	item.facts.asset_id = created._id;
	if (!waits) return [shape({ ...created })];
	const asset = await assetReady(item, created._id, deadlineAfter(maxWaitMinutes), {
		failed: (reason) => explainReason(reason)?.next ?? source.ifNotProcessed,
		running: 'Do not upload the file again: read its status with Get, or raise Max Wait (Minutes).',
	});
	return [shape({ ...asset })];
}

async function sourceOf(item: Item): Promise<Source> {
	const { filename } = item.options;
	const named = isSet(filename) ? asText('Filename', filename) : undefined;
	const kind = asChoice('Source', item.parameter('mediaSource'), valuesOf(SOURCES));
	return kind === 'url'
		? urlToUpload(asText('URL', item.parameter('url')), named)
		: fileToUpload(await item.file(item.parameter('binaryPropertyName')), named);
}

function fieldsOf(item: Item, metadata: IDataObject): Form {
	const { enableHls = false, enableThumbnail = false } = item.options;
	return {
		...(asBoolean('Enable HLS', enableHls) && { enable_hls: 'true' }),
		...(asBoolean('Enable Thumbnail', enableThumbnail) && { enable_thumbnail: 'true' }),
		// A form holds it as text.
		...(Object.keys(metadata).length > 0 && { user_metadata: JSON.stringify(metadata) }),
	};
}
