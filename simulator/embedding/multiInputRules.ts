import { requireThat } from '../errors';
import { MEGABYTE } from '../megabyte';
import { isTimed } from '../records';
import { isPdf, isText, type EmbeddedFile } from './file';
import { isNewModel, type EmbeddingSettings, type MultiInput } from './request';

/** Documented for Marengo 3.5, of each source. */
const MAX_SOURCE_BYTES = 32 * MEGABYTE;
export const MAX_SOURCE_SECONDS = 30;

/** A source that the text names. */
const MENTION = /<@(\w+)>/g;

/** The text without the names of sources, which say nothing by themselves. */
export const withoutMentions = (text: string): string => text.replace(MENTION, ' ');

/** Refuses what the API refuses about text and sources, whatever the files are. */
export function checkMultiInput(input: MultiInput, settings: EmbeddingSettings): void {
	const { input_text: text, media_sources: sources = [] } = input;
	requireThat(text !== undefined || sources.length > 0, 'multi_input is empty');
	const types = new Set(sources.map(({ media_type: type }) => type));
	requireThat(
		isNewModel(settings) || [...types].every((type) => type === 'image'),
		'marengo3.0 takes images only',
	);
	requireThat(text !== undefined || types.size <= 1, 'media of different types need input_text');
	const names = new Set(sources.map(({ name }) => name));
	const missing = [...(text ?? '').matchAll(MENTION)].find(([, name]) => !names.has(name));
	requireThat(missing === undefined, `${missing?.[0]} names no media source`);
	requireThat(
		settings.embedding_uncertainty !== true || text === undefined || sources.length === 0,
		'embedding_uncertainty is for text alone or media alone',
	);
	requireThat(
		settings.embedding_uncertainty !== true || !types.has('document'),
		'embedding_uncertainty is not for documents',
	);
}

/** Refuses files that do not go together, or that are too large to be embedded at once. */
export function checkFiles(
	files: readonly EmbeddedFile[],
	hasText: boolean,
	settings: EmbeddingSettings,
): void {
	requireThat(files.length <= 1 || !files.some(isPdf), 'a PDF must be the only media source');
	const texts = files.filter(isText).length + (hasText ? 1 : 0);
	requireThat(
		texts <= 1 || texts < files.length + (hasText ? 1 : 0),
		'several texts cannot be one input',
	);
	if (!isNewModel(settings)) return;
	for (const { filename, bytes, duration, fileType } of files) {
		requireThat(bytes <= MAX_SOURCE_BYTES, `${filename} is above 32 MB`);
		requireThat(
			!isTimed(fileType) || duration <= MAX_SOURCE_SECONDS,
			`${filename} is longer than ${MAX_SOURCE_SECONDS} s`,
		);
	}
}
