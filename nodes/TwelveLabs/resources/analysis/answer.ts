import { CUT_OFF, jsonIn } from '../../../shared/analysisAnswer';
import type { AnalysisResult } from '../../../shared/types';
import type { Item } from '../../run/item';

const IF_CUT_OFF =
	'The answer was cut off at its limit of tokens, which truncated says. Raise Max Tokens under Options, or analyze a shorter part with Start Time and End Time.';

const IF_NO_JSON = 'The answer is not the JSON that was asked for, and stands in text as it came.';

/** Explains an answer that is not what was asked for, where the output is shown. */
export function hintAtAnswer(
	item: Item,
	{ data = '', finish_reason }: AnalysisResult,
	isJson: boolean,
): void {
	if (finish_reason === CUT_OFF) item.hint(IF_CUT_OFF);
	else if (isJson && jsonIn(data) === undefined) item.hint(IF_NO_JSON);
}
