import { requireThat } from '../errors';
import { MEGABYTE } from '../megabyte';
import { pairOf } from './document';
import { isPdf, type EmbeddedFile } from './file';
import type { DocumentInput } from './request';

const MAX_BYTES = 512 * MEGABYTE;

/** Option and scope that go together, by what the document is. */
const PAIRS = {
	pdf: ['visual local', 'visual asset', 'text asset'],
	text: ['text asset'],
	sentences: ['text local'],
};

/** Refuses what the API refuses about a document. */
export function checkDocument(input: DocumentInput, file: EmbeddedFile): void {
	const { segmentation, embedding_type: types = [] } = input;
	requireThat(file.bytes <= MAX_BYTES, `${file.filename} is above 512 MB`);
	requireThat(!types.includes('fused_embedding'), 'documents have no fused_embedding');
	requireThat(segmentation?.spatial === undefined || isPdf(file), 'spatial is for a PDF');
	requireThat(segmentation?.sequential === undefined || !isPdf(file), 'sequential is for a text');
	const { max_sentences: max, overlap_sentences: overlap = 0 } = segmentation?.sequential ?? {};
	requireThat(max === undefined || max >= 1, 'max_sentences is above 0');
	requireThat(
		max === undefined || (overlap >= 0 && overlap < max),
		'overlap_sentences is below max_sentences',
	);
	const allowed = [
		...(isPdf(file) ? PAIRS.pdf : PAIRS.text),
		...(segmentation?.sequential ? PAIRS.sentences : []),
	];
	const { options, scopes } = pairOf(input, file);
	requireThat(options.length > 0 && scopes.length > 0, 'an option and a scope are required');
	for (const pair of options.flatMap((option) => scopes.map((scope) => `${option} ${scope}`))) {
		requireThat(allowed.includes(pair), `${pair} does not go with ${file.fileType}`);
	}
}
