import type { IDataObject } from 'n8n-workflow';

import { type EmbeddingModel, takesMultiInput } from '../../../shared/embedding/model';
import { asChoice, asNumber, invalid, valuesOf } from '../../../shared/parameters';
import { EMBEDDING_OPTIONS } from '../../fields/embeddingOptions';
import { chosenIn, isSet } from '../../fields/filters';
import { windowOf } from '../../fields/window';
import { DEFAULT_SEGMENT_SECONDS, SCOPES, SEGMENTATIONS } from './options';

/** What has a duration, and so parts with vectors of their own. */
export type TimedKind = 'audio' | 'video';

/**
 * What the options ask for of audio or a video, in the API's terms. One that was added and left empty asks for nothing.
 * @throws UserError naming the option
 */
export function timedFields(
	kind: TimedKind,
	model: EmbeddingModel,
	options: IDataObject,
): IDataObject {
	const wanted = chosenIn('Embeddings', options.embeddingOptions, EMBEDDING_OPTIONS);
	const scopes = chosenIn('Scopes', options.embeddingScopes, SCOPES);
	const { start, end } = windowOf(options);
	if (kind === 'audio' && wanted.includes('visual')) {
		throw invalid('Embeddings', 'visual', 'is of videos only');
	}
	if (takesMultiInput(model) && wanted.includes('transcription')) {
		const why = `needs marengo3.0; ${model.name} hears speech as audio`;
		throw invalid('Embeddings', 'transcription', why);
	}
	return {
		...(wanted.length > 0 && { embedding_option: wanted }),
		...(scopes.length > 0 && { embedding_scope: scopes }),
		...segmentationFields(kind, model, options),
		...(start !== undefined && { start_sec: start }),
		...(end !== undefined && { end_sec: end }),
	};
}

function segmentationFields(
	kind: TimedKind,
	model: EmbeddingModel,
	{ segmentation, segmentDuration }: IDataObject,
): IDataObject {
	if (!isSet(segmentation) && !isSet(segmentDuration)) return {};
	const given = isSet(segmentation) ? segmentation : 'fixed';
	const strategy = asChoice('Segmentation', given, valuesOf(SEGMENTATIONS));
	const seconds = isSet(segmentDuration)
		? asNumber('Segment Duration (Seconds)', segmentDuration)
		: DEFAULT_SEGMENT_SECONDS;
	if (seconds <= 0) {
		throw invalid('Segment Duration (Seconds)', segmentDuration, 'is not above 0');
	}
	const isNew = takesMultiInput(model);
	if (strategy === 'dynamic' && kind === 'audio' && !isNew) {
		throw invalid('Segmentation', strategy, `is of videos only with ${model.name}`);
	}
	const [name, field] =
		strategy === 'fixed' ? ['fixed', 'duration_sec'] : ['dynamic', 'min_duration_sec'];
	const cut = { strategy, [name]: { [field]: seconds } };
	return { segmentation: isNew ? { temporal: cut } : cut };
}
