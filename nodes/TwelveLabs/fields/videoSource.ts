import type { INodeProperties } from 'n8n-workflow';

import { assetLocator } from '../../shared/locators/assetLocator';
import { asChoice, valuesOf } from '../../shared/parameters';
import type { Item } from '../run/item';
import { FROM_ASSET, FROM_URL, urlField, urlOf } from './mediaAddress';

const SOURCES = [FROM_ASSET, FROM_URL];

/** Where the video of an operation comes from. It needs no index. */
export const videoSourceFields: readonly INodeProperties[] = [
	{
		displayName: 'Video Source',
		name: 'videoSource',
		type: 'options',
		noDataExpression: true,
		options: SOURCES,
		default: 'asset',
	},
	{
		...assetLocator,
		displayOptions: { show: { videoSource: ['asset'] } },
		description:
			'The uploaded video: the ID of the asset itself, asset_id in search results, not that of an indexed asset',
	},
	urlField(
		{ show: { videoSource: ['url'] } },
		'Direct link to the video file. Pages that show a video, and links that share one, do not work.',
	),
];

/** A video, in the API's terms. */
export type VideoSource =
	| { type: 'asset_id'; asset_id: string }
	| { type: 'url'; url: string; asset_id?: undefined };

/**
 * What the fields above name.
 * @throws UserError naming the field
 */
export function videoSourceOf(item: Item): VideoSource {
	const source = asChoice('Video Source', item.parameter('videoSource'), valuesOf(SOURCES));
	if (source === 'asset') return { type: 'asset_id', asset_id: item.id('assetId') };
	return { type: 'url', url: urlOf(item.parameter('url')) };
}
