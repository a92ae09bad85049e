import type { IDataObject } from 'n8n-workflow';

import { text } from '../../../api/body';
import type { AnalysisResult } from '../../../shared/types';
import type { Item } from '../../run/item';

/** The reason for the end of an answer that was cut off at a limit. */
const CUT_OFF = 'length';

const IF_CUT_OFF =
	'An answer was cut off at its limit of tokens: see "truncated". Raise Max Tokens under Options, or analyze a shorter part with Start Time and End Time.';

/**
 * What an analysis came to, as an item has it: `text`, or the parsed JSON under `data`. An answer that was cut off keeps its
 * text, and says so.
 * @param isJson whether JSON was asked for
 */
export function answerOf(
	{ data = '', finish_reason, usage, error }: AnalysisResult,
	isJson: boolean,
): IDataObject {
	const parsed = isJson ? parsedJson(data) : undefined;
	return {
		...(parsed === undefined ? { text: data } : { data: parsed }),
		finish_reason,
		usage,
		...(finish_reason === CUT_OFF && { truncated: true }),
		warning: text(error?.message),
	};
}

/** Explains an answer that was cut off where the output is shown. */
export function hintIfCutOff(item: Item, { finish_reason }: AnalysisResult): void {
	if (finish_reason === CUT_OFF) item.hint(IF_CUT_OFF);
}

function parsedJson(data: string): IDataObject[string] | undefined {
	try {
		return JSON.parse(data) as IDataObject[string];
	} catch {
		return undefined;
	}
}
