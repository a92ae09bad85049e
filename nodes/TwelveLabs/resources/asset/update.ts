import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { quoted } from '../../../api/plainText';
import { assetLocator } from '../../../shared/locators/assetLocator';
import { metadataFields } from '../../../shared/metadata/fields';
import { asChoice, invalid, valuesOf } from '../../../shared/parameters';
import { updateEntity } from '../../entities';
import { additionalFieldsOption } from '../../fields/additionalFields';
import { metadataChange } from '../../fields/metadataChange';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';

const MODES = [
	{
		name: 'Merge',
		value: 'merge',
		description: 'Change the fields that you name, and keep all others',
	},
	{
		name: 'Replace',
		value: 'replace',
		description: 'Keep nothing but the fields that you name',
	},
	{ name: 'Clear', value: 'clear', description: 'Remove all user metadata of the asset' },
];

const updateMode: INodeProperties = {
	displayName: 'Mode',
	name: 'updateMode',
	type: 'options',
	options: MODES,
	default: 'merge',
	description: 'What becomes of the user metadata that the asset has',
};

/** What there is nothing to give for. */
const hiddenForClear = (field: INodeProperties, mode: string): INodeProperties => ({
	...field,
	displayOptions: { ...field.displayOptions, hide: { [mode]: ['clear'] } },
});

/** https://docs.twelvelabs.io/api-reference/upload-content/direct-uploads/update-user-metadata */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update asset by its ID',
	description: 'Change, replace or clear the user metadata of an uploaded file',
	endpoint: ENDPOINTS.assets.updateUserMetadata,
	fields: [
		assetLocator,
		updateMode,
		...metadataFields.map((field) => hiddenForClear(field, 'updateMode')),
	],
	options: [hiddenForClear(additionalFieldsOption, '/updateMode')],
	run: async (item) => await updateEntity(item, 'assetId', changeOf(item)),
};

function changeOf(item: Item): Parameters<typeof updateEntity>[2] {
	const mode = asChoice('Mode', item.parameter('updateMode'), valuesOf(MODES));
	if (mode === 'clear') return { endpoint: ENDPOINTS.assets.deleteUserMetadata };
	if (mode === 'replace') {
		const check = refuseIgnored('leave the field out');
		const body = metadataChange(item, { allowNull: false, check });
		return { endpoint: ENDPOINTS.assets.replaceUserMetadata, body };
	}
	const check = refuseIgnored('null removes the field');
	return { body: metadataChange(item, { allowNull: true, check }) };
}

/** TwelveLabs ignores a field with an empty text, and confirms the request all the same. */
const refuseIgnored = (wayOut: string) => (metadata: IDataObject) => {
	const empty = Object.keys(metadata).find((key) => metadata[key] === '');
	if (empty === undefined) return;
	throw invalid(`User Metadata ${quoted(empty)}`, '', `is ignored by TwelveLabs; ${wayOut}`);
};
