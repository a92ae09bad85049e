import { likeness } from '../material/likeness';
import { isNewModel, type EmbeddingSettings } from './request';
import { vectorOf, type Meaning } from './meaning';

/** What a vector stands for within its file. */
export interface Part {
	embedding_option: string | null;
	embedding_scope: 'clip' | 'page' | 'chunk' | 'asset' | null;
	start_sec: number | null;
	end_sec: number | null;
	start_page_number?: number;
	end_page_number?: number;
	quadrant?: string;
	chunk_index?: number;
}

/** A part of a file, and what it is about. */
export interface MeaningOfPart {
	part: Part;
	meaning: Meaning;
}

/** Text and images embedded at once have no parts. */
export const WHOLE: Part = {
	embedding_option: null,
	embedding_scope: null,
	start_sec: null,
	end_sec: null,
};

/** Marengo 3.5 sends these as null where there are none. */
const NO_PAGES = {
	start_page_number: null,
	end_page_number: null,
	quadrant: null,
	chunk_index: null,
};

/** Vectors as the API shows them. Their order is not documented, so they are mixed, always in the same way. */
export function shownVectors(
	parts: readonly MeaningOfPart[],
	settings: EmbeddingSettings,
): object[] {
	return parts
		.map((each) => ({ each, at: likeness(JSON.stringify(each.part)) }))
		.sort((a, b) => a.at - b.at)
		.map(({ each }) => shownVector(each, settings));
}

function shownVector({ part, meaning }: MeaningOfPart, settings: EmbeddingSettings): object {
	const embedding = vectorOf(meaning, settings.model_name, settings.embedding_dimension);
	return {
		embedding,
		...(settings.embedding_uncertainty === true && {
			embedding_uncertainty: embedding.map((value) => Math.abs(value) / 2),
		}),
		...(isNewModel(settings) && NO_PAGES),
		...part,
	};
}
