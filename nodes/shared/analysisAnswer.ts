import type { IDataObject } from 'n8n-workflow';

import { text } from '../api/body';
import { jsonOrNothing } from './jsonOrNothing';
import type { AnalysisResult } from './types';

/** The reason for the end of an answer that was cut off at a limit. */
export const CUT_OFF = 'length';

/** The forms of an answer that are JSON. */
const JSON_FORMATS: ReadonlyArray<string | undefined> = ['json_schema', 'segment_definitions'];

/** Whether an answer of this form is JSON. @param type of the `response_format` */
export const isJsonFormat = (type: string | undefined): boolean => JSON_FORMATS.includes(type);

/**
 * What an analysis came to, as an item has it: `text`, or the parsed JSON under `data`. An answer that was cut off keeps its
 * text, and says so.
 * @param isJson whether JSON was asked for
 */
export function answerOf(
	{ data = '', finish_reason, usage, error }: AnalysisResult,
	isJson: boolean,
): IDataObject {
	const parsed = isJson ? jsonIn(data) : undefined;
	return {
		...(parsed === undefined ? { text: asText(data) } : { data: parsed }),
		finish_reason,
		usage,
		...(finish_reason === CUT_OFF && { truncated: true }),
		warning: text(error?.message),
	};
}

/** Text where it is documented; an object all the same is no reason to lose what was paid. */
const asText = (data: string | object): string =>
	typeof data === 'string' ? data : JSON.stringify(data);

/** The JSON of an answer. @returns undefined also for `null`, which is no answer */
export function jsonIn(data: string | object): IDataObject[string] | undefined {
	const json = typeof data === 'object' ? data : jsonOrNothing(data);
	return (json as IDataObject[string]) ?? undefined;
}
