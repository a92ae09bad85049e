import type { INodeProperties } from 'n8n-workflow';

import { binaryField, FROM_URL, urlField } from '../../fields/mediaAddress';
import { waitOptions } from '../../fields/waitOptions';

/** Where the file comes from. */
export const SOURCES = [
	{
		name: 'Binary File',
		value: 'binary',
		description: 'A file of the input item, streamed from where n8n stores it',
	},
	FROM_URL,
];

/** How a file is sent. */
export const UPLOAD_METHODS = [
	{
		name: 'Automatic',
		value: 'auto',
		description: 'Multipart for videos and audio from 32 MB on, else direct',
	},
	{
		name: 'Direct',
		value: 'direct',
		description: 'In one request: at most 200 MB, images 32 MB',
	},
	{
		name: 'Multipart',
		value: 'multipart',
		description:
			'In chunks, which are repeated alone and can be resumed: at most 10 GB, no documents',
	},
] as const;

export type UploadMethod = (typeof UPLOAD_METHODS)[number]['value'];

export const uploadFields: readonly INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'mediaSource',
		type: 'options',
		noDataExpression: true,
		options: SOURCES,
		default: 'binary',
	},
	binaryField({ show: { mediaSource: ['binary'] } }, 'uploaded'),
	urlField(
		{ show: { mediaSource: ['url'] } },
		'Direct link to the file: video or audio of at most 4 GB, an image of 32 MB, a document of 512 MB. Pages that show a video, and links that share one, do not work.',
	),
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
	{
		displayName: 'Upload Method',
		name: 'uploadMethod',
		type: 'options',
		options: [...UPLOAD_METHODS],
		default: 'auto',
		displayOptions: { show: { '/mediaSource': ['binary'] } },
		description: 'How the file is sent',
	},
	{
		displayName: 'Resume Upload',
		name: 'resumeUploadId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 67b5e8a1c0d94f7712ab3406',
		displayOptions: { show: { '/mediaSource': ['binary'] } },
		description:
			'ID of a multipart upload of the same file that was broken off within the last day, as its message and <code>upload_id</code> on the error output name it. What has arrived is not sent again.',
	},
	...waitOptions,
];
