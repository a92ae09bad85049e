import type { INodeProperties } from 'n8n-workflow';

import { assetLocator } from '../../../shared/locators/assetLocator';
import { urlField, urlOf } from '../../fields/mediaAddress';
import type { Item } from '../../run/item';

/** Where TwelveLabs has a file, or fetches it from, in the API's terms. */
export interface Place {
	asset_id?: string;
	url?: string;
}

/** @param shownFor the condition under which the field of a source is shown */
export const placeFields = (
	shownFor: (source: 'asset' | 'url') => INodeProperties['displayOptions'],
): INodeProperties[] => [
	{
		...assetLocator,
		displayOptions: shownFor('asset'),
		description:
			'The uploaded file: the ID of the asset itself, asset_id in search results, not that of an indexed asset',
	},
	urlField(
		shownFor('url'),
		'Direct link to the file. Pages that show it, and links that share it, do not work.',
	),
];

/**
 * What the field of a source names.
 * @throws UserError naming it
 */
export const placeOf = (item: Item, source: 'asset' | 'url'): Place =>
	source === 'asset' ? { asset_id: item.id('assetId') } : { url: urlOf(item.parameter('url')) };
