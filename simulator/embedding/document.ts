import { pagesOf } from '../material/pages';
import { isPdf, type EmbeddedFile } from './file';
import type { MeaningOfPart, Part } from './items';
import { meaningOf } from './meaning';
import type { DocumentInput } from './request';

const QUADRANTS = ['top_left', 'top_right', 'bottom_left', 'bottom_right'];

/** How many vectors a page has: its own and one for each quadrant, or its own alone. */
export const vectorsPerPage = ({ segmentation }: DocumentInput): number =>
	segmentation?.spatial?.strategy === 'quadrants' ? 1 + QUADRANTS.length : 1;

/** Option and scope of a document, with the defaults of its type. */
export function pairOf(
	{ embedding_option: options, embedding_scope: scopes }: DocumentInput,
	file: EmbeddedFile,
) {
	return {
		options: options ?? [isPdf(file) ? 'visual' : 'text'],
		scopes: scopes ?? [isPdf(file) && !options?.includes('text') ? 'local' : 'asset'],
	};
}

/** A meaning for the whole document, each page, or each few sentences. */
export function partsOfDocument(input: DocumentInput, file: EmbeddedFile): MeaningOfPart[] {
	const { options, scopes } = pairOf(input, file);
	return options.flatMap((option) =>
		scopes.flatMap((scope) => {
			if (scope === 'asset') return [partOf(pagesOf(file).join(' '), option, 'asset')];
			return option === 'visual' ? pages(input, file) : chunks(input, file);
		}),
	);
}

function pages(input: DocumentInput, file: EmbeddedFile): MeaningOfPart[] {
	const quadrants = vectorsPerPage(input) > 1 ? QUADRANTS : [];
	return pagesOf(file).flatMap((text, n) => {
		const place = { start_page_number: n + 1, end_page_number: n + 1 };
		return [
			partOf(text, 'visual', 'page', place),
			...quadrants.map((quadrant, q) =>
				partOf(quarter(text, q), 'visual', 'page', { ...place, quadrant }),
			),
		];
	});
}

function chunks({ segmentation }: DocumentInput, file: EmbeddedFile): MeaningOfPart[] {
	const { max_sentences: count = 1, overlap_sentences: overlap = 0 } =
		segmentation?.sequential ?? {};
	const sentences = pagesOf(file);
	const step = count - overlap;
	const starts = Math.max(1, Math.ceil((sentences.length - overlap) / step));
	return Array.from({ length: starts }, (_, n) =>
		partOf(sentences.slice(n * step, n * step + count).join(' '), 'text', 'chunk', {
			chunk_index: n,
		}),
	);
}

function partOf(
	text: string,
	option: string,
	scope: Part['embedding_scope'],
	place: Partial<Part> = {},
): MeaningOfPart {
	const times = { start_sec: null, end_sec: null };
	return {
		meaning: meaningOf(text),
		part: { embedding_option: option, embedding_scope: scope, ...times, ...place },
	};
}

/** The words of a page stand in its quadrants one after the other. */
function quarter(text: string, quadrant: number): string {
	const words = text.split(' ');
	const size = Math.ceil(words.length / QUADRANTS.length);
	return words.slice(quadrant * size, (quadrant + 1) * size).join(' ');
}
