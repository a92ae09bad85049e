import { ENDPOINTS } from '../../../api/endpoints';
import { assetLocator } from '../../../shared/locators/assetLocator';
import { waitOptions } from '../../fields/waitOptions';
import type { Operation } from '../../operation';
import { transcriptFormat } from './getTranscriptionFields';

/** `assets.retrieveTranscription` of the official SDK, 1.3.4. */
export const getTranscription: Operation = {
	value: 'getTranscription',
	name: 'Get Transcription',
	action: 'Get transcription of an asset by its ID',
	description: 'Retrieve what is spoken in a file, as items with times, as text or as subtitles',
	endpoint: ENDPOINTS.assets.retrieveTranscription,
	fields: [assetLocator, transcriptFormat],
	options: waitOptions,
	code: async () => await import('./getTranscription.run.js'),
};
