import type { IDataObject } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { quoted } from '../../../api/plainText';
import { asChoice, invalid, valuesOf } from '../../../shared/parameters';
import { updateEntity } from '../../entities';
import { metadataChange } from '../../fields/metadataChange';
import { UPDATE_MODES } from '../../fields/updateMode';
import type { Run } from '../../operation';
import type { Item } from '../../run/item';

export const run: Run = async (item) => await updateEntity(item, 'assetId', changeOf(item));

function changeOf(item: Item): Parameters<typeof updateEntity>[2] {
	const mode = asChoice('Mode', item.parameter('updateMode'), valuesOf(UPDATE_MODES));
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
