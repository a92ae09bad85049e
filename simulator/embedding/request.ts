import type { MediaPlace } from '../material/mediaPlace';

type Model = 'marengo3.0' | 'marengo3.5';
export type EmbeddingOption = 'visual' | 'audio' | 'transcription' | 'text';
export type EmbeddingScope = 'clip' | 'local' | 'asset';
type EmbeddingType = 'separate_embedding' | 'fused_embedding';

/** How a video or an audio file is cut. */
export interface Segmentation {
	strategy: 'fixed' | 'dynamic';
	fixed?: { duration_sec: number };
	dynamic?: { min_duration_sec: number };
}

interface MediaInput {
	media_source: MediaPlace;
	embedding_option?: EmbeddingOption[];
	embedding_scope?: EmbeddingScope[];
	embedding_type?: EmbeddingType[];
}

/** A video or an audio file. */
export interface TimedInput extends MediaInput {
	start_sec?: number;
	end_sec?: number;
	/** The model decides which of the two shapes. */
	segmentation?: Segmentation | { temporal: Segmentation };
	time_based_metadata?: Array<{ start: number; end: number; text: string }>;
}

export interface DocumentInput extends MediaInput {
	segmentation?: {
		/** Of a PDF. */
		spatial?: { strategy?: 'standard' | 'quadrants' };
		/** Of a text. */
		sequential?: { strategy: 'sentence'; max_sentences: number; overlap_sentences?: number };
	};
}

/** A file beside others, and beside text. */
export interface NamedSource extends MediaPlace {
	name?: string;
	media_type: 'image' | 'video' | 'audio' | 'document';
}

export interface MultiInput {
	input_text?: string;
	media_sources?: NamedSource[];
}

/** What every request says, whether it is answered at once or by a task. */
export interface EmbeddingSettings {
	model_name: Model;
	embedding_uncertainty?: boolean;
	embedding_dimension?: number;
}

/** What is embedded at once; in the API's own names, as the contract has checked it. */
export interface EmbeddingRequest extends EmbeddingSettings {
	input_type: 'text' | 'image' | 'text_image' | 'audio' | 'video' | 'multi_input';
	auto_truncate?: boolean;
	text?: { input_text: string };
	image?: { media_source: MediaPlace };
	text_image?: { media_source: MediaPlace; input_text: string };
	audio?: TimedInput;
	video?: TimedInput;
	multi_input?: MultiInput;
}

/** What is embedded by a task. */
export interface EmbeddingTaskRequest extends EmbeddingSettings {
	input_type: 'audio' | 'video' | 'document' | 'image';
	audio?: TimedInput;
	video?: TimedInput;
	document?: DocumentInput;
	image?: MediaInput;
}

/** Whether the request is for Marengo 3.5, whose requests have other shapes than those of Marengo 3.0. */
export const isNewModel = ({ model_name: model }: EmbeddingSettings): boolean =>
	model === 'marengo3.5';
