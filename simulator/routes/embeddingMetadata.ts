import { pairOf } from '../embedding/document';
import type { EmbeddedFile } from '../embedding/file';
import { DEFAULT_DIMENSION } from '../embedding/meaning';
import {
	isNewModel,
	type DocumentInput,
	type EmbeddingSettings,
	type TimedInput,
} from '../embedding/request';
import { wishOf } from '../embedding/timed';
import type { MediaPlace } from '../material/mediaPlace';

/** The dimension, which only Marengo 3.5 states. */
export function dimensionOf(settings: EmbeddingSettings): object {
	if (!isNewModel(settings)) return {};
	return { embedding_dimension: settings.embedding_dimension ?? DEFAULT_DIMENSION };
}

/** Where the file came from. */
export function originOf({ url }: MediaPlace, { filename }: EmbeddedFile): object {
	return {
		...(url !== undefined && { input_url: url }),
		...(filename !== '' && { input_filename: filename }),
	};
}

/** What was made of a video or an audio file. */
export function timedMetadata(
	input: TimedInput,
	kind: 'video' | 'audio',
	file: EmbeddedFile,
	settings: EmbeddingSettings,
): object {
	const { options, scopes, seconds } = wishOf(input, kind, file, settings);
	return {
		input_type: kind,
		...originOf(input.media_source, file),
		...(kind === 'video' && Number.isInteger(seconds) && { clip_length: seconds }),
		embedding_options: options,
		embedding_scopes: scopes,
		duration: file.duration,
		...(input.start_sec !== undefined && { start_offset_sec: input.start_sec }),
		...(input.end_sec !== undefined && { end_offset_sec: input.end_sec }),
		...dimensionOf(settings),
	};
}

/** What was made of a document. */
export function documentMetadata(
	input: DocumentInput,
	file: EmbeddedFile,
	settings: EmbeddingSettings,
): object {
	const { options, scopes } = pairOf(input, file);
	return {
		input_type: 'document',
		...originOf(input.media_source, file),
		embedding_options: options,
		embedding_scopes: scopes,
		...dimensionOf(settings),
	};
}
