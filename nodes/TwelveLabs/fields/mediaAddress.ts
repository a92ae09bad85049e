import type { INodeProperties } from 'n8n-workflow';

import { asText } from '../../shared/parameters';
import { webAddress } from '../../shared/webAddress';

/** Of a file that TwelveLabs fetches. */
export const EXAMPLE_URL = 'https://example.com/videos/keynote.mp4';

/** Where a file may come from: choices that several operations have. */
export const FROM_ASSET = {
	name: 'Asset',
	value: 'asset',
	description: 'A file that was uploaded to TwelveLabs',
} as const;
export const FROM_URL = {
	name: 'URL',
	value: 'url',
	description: 'A public address, from which TwelveLabs fetches the file itself',
} as const;

type Shown = INodeProperties['displayOptions'];

/** The address of a file that TwelveLabs fetches. */
export const urlField = (displayOptions: Shown, description: string): INodeProperties => ({
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	required: true,
	placeholder: `e.g. ${EXAMPLE_URL}`,
	displayOptions,
	description,
});

/**
 * The address that the field has.
 * @throws UserError when it is no web address
 */
export const urlOf = (value: unknown): string =>
	webAddress('URL', asText('URL', value), EXAMPLE_URL);

/** @param done what becomes of the file, such as `uploaded` */
export const binaryField = (displayOptions: Shown, done: string): INodeProperties => ({
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	hint: `The name of the input field containing the binary file data to be ${done}`,
	displayOptions,
	description: 'An expression may also give the binary object itself',
});
