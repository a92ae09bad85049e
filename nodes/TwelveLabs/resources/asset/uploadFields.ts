import type { INodeProperties } from 'n8n-workflow';

import { maxWaitForCompletion, waitForCompletionOption } from '../../fields/wait';

/** Where the file comes from. */
export const SOURCES = [
	{
		name: 'Binary File',
		value: 'binary',
		description: 'A file of the input item, streamed from where n8n stores it',
	},
	{
		name: 'URL',
		value: 'url',
		description: 'A public address, from which TwelveLabs fetches the file itself',
	},
];

export const uploadFields: readonly INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'mediaSource',
		type: 'options',
		noDataExpression: true,
		options: SOURCES,
		default: 'binary',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the input field containing the binary file data to be uploaded',
		displayOptions: { show: { mediaSource: ['binary'] } },
		description: 'An expression may also give the binary object itself',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/videos/keynote.mp4',
		displayOptions: { show: { mediaSource: ['url'] } },
		description:
			'Direct link to the file: video or audio of at most 4 GB, an image of 32 MB, a document of 512 MB. Pages that show a video, and links that share one, do not work.',
	},
];

export const uploadOptions: readonly INodeProperties[] = [
	{
		displayName: 'Filename',
		name: 'filename',
		type: 'string',
		default: '',
		placeholder: 'e.g. keynote.mp4',
		description: 'Name of the asset, in place of that of the file',
	},
	{
		displayName: 'Enable HLS',
		name: 'enableHls',
		type: 'boolean',
		default: false,
		description: 'Whether TwelveLabs makes a stream of it for playback. Videos and audio only.',
	},
	{
		displayName: 'Enable Thumbnail',
		name: 'enableThumbnail',
		type: 'boolean',
		default: false,
		description: 'Whether TwelveLabs makes a thumbnail of it',
	},
	waitForCompletionOption,
	maxWaitForCompletion,
];
