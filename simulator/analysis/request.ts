import type { MediaPlace } from '../material/mediaPlace';
import type { TimeFormat } from '../material/times';
import type { AnswerSchema } from './instance';

/** Documented, of any answer. */
export const MAX_OUTPUT_TOKENS = 98_304;

export interface NamedImage extends MediaPlace {
	name: string;
	media_type?: string;
}

export interface SegmentField {
	name: string;
	type: string;
	description?: string;
	format?: TimeFormat;
	enum?: string[];
	items?: { type: string; fields?: SegmentField[] };
}

export interface TimeRange {
	start_time: number;
	end_time: number;
}

export interface SegmentDefinition {
	id: string;
	description: string;
	fields?: SegmentField[];
	media_sources?: NamedImage[];
	time_ranges?: TimeRange[];
}

interface ResponseFormat {
	type: 'json_schema' | 'segment_definitions';
	json_schema?: AnswerSchema;
	segment_definitions?: SegmentDefinition[];
	segment_time_format?: TimeFormat;
}

/** What is asked for, at once or as a task; in the API's own names, as the contract has checked it. */
export interface AnalysisRequest {
	model_name?: string;
	video?: MediaPlace & { type: 'url' | 'asset_id' | 'base64_string' };
	image?: NamedImage[];
	prompt?: string;
	prompt_v2?: { input_text: string; media_sources?: NamedImage[] };
	temperature?: number;
	max_tokens?: number | 'unlimited';
	response_format?: ResponseFormat;
	start_time?: number;
	end_time?: number;
	min_segment_duration?: number;
	max_segment_duration?: number;
	analysis_mode?: 'general' | 'time_based_metadata';
}

/** Whether segments are asked for. */
export const asksForSegments = ({ analysis_mode: mode }: AnalysisRequest): boolean =>
	mode === 'time_based_metadata';
