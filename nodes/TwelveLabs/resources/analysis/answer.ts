import type { IDataObject } from 'n8n-workflow';

import { text } from '../../../api/body';
import { jsonOrNothing } from '../../../shared/jsonOrNothing';
import type { AnalysisResult } from '../../../shared/types';
import type { Item } from '../../run/item';

/** The reason for the end of an answer that was cut off at a limit. */
const CUT_OFF = 'length';

/** The forms of an answer that are JSON. */
const JSON_FORMATS: ReadonlyArray<string | undefined> = ['json_schema', 'segment_definitions'];

const IF_CUT_OFF =
	'The answer was cut off at its limit of tokens, which truncated says. Raise Max Tokens under Options, or analyze a shorter part with Start Time and End Time.';

const IF_NO_JSON = 'The answer is not the JSON that was asked for, and stands in text as it came.';

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

/** Explains an answer that is not what was asked for, where the output is shown. */
export function hintAtAnswer(
	item: Item,
	{ data = '', finish_reason }: AnalysisResult,
	isJson: boolean,
): void {
	if (finish_reason === CUT_OFF) item.hint(IF_CUT_OFF);
	else if (isJson && jsonIn(data) === undefined) item.hint(IF_NO_JSON);
}

/** Text where it is documented; an object all the same is no reason to lose what was paid. */
const asText = (data: string | object): string =>
	typeof data === 'string' ? data : JSON.stringify(data);

/** @returns undefined also for `null`, which is no answer */
function jsonIn(data: string | object): IDataObject[string] | undefined {
	const json = typeof data === 'object' ? data : jsonOrNothing(data);
	return (json as IDataObject[string]) ?? undefined;
}
