import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { trimmed } from '../../../api/plainText';
import { asInteger, asNumber, asText, invalid } from '../../../shared/parameters';
import { isSet } from '../../fields/filters';
import { windowOf, windowOptions } from '../../fields/window';

/** Inside Options of everything that analyzes. */
export const requestOptions: readonly INodeProperties[] = [
	{
		displayName: 'Model',
		name: 'analysisModel',
		type: 'string',
		default: '',
		placeholder: 'e.g. pegasus1.5 or pegasus1.6',
		description:
			'The Pegasus model that watches the video. Without it, TwelveLabs takes its current one.',
	},
	{
		displayName: 'Temperature',
		name: 'temperature',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		default: 0.2,
		description: 'How freely the answer is worded: 0 is the most predictable, 1 the most varied',
	},
	{
		displayName: 'Max Tokens',
		name: 'maxTokens',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4096 or unlimited',
		description:
			'How long the answer may get, at most 98304. A token has about four characters, and is paid for. Segments with pegasus1.6 may also be <code>unlimited</code>.',
	},
	...windowOptions,
];

/** The only word in place of a number of tokens. */
export const UNLIMITED = 'unlimited';

export const onlySegments = (): Error =>
	invalid('Max Tokens', UNLIMITED, 'is for segments only; give a number');

/** Documented. */
const MIN_WINDOW_SECONDS = 1;

/**
 * What the options above ask for, in the API's terms. One that was added and left empty asks for nothing.
 * @throws UserError naming the field
 */
export function requestFieldsOf({
	analysisModel,
	temperature,
	maxTokens,
	...others
}: IDataObject): IDataObject {
	const { start, end } = windowOf(others, MIN_WINDOW_SECONDS);
	const model = isSet(analysisModel) ? trimmed(asText('Model', analysisModel)) : '';
	return {
		...(model !== '' && { model_name: model }),
		...(isSet(temperature) && { temperature: temperatureOf(temperature) }),
		...(isSet(maxTokens) && { max_tokens: tokensOf(maxTokens) }),
		...(start !== undefined && { start_time: start }),
		...(end !== undefined && { end_time: end }),
	};
}

function temperatureOf(value: unknown): number {
	const temperature = asNumber('Temperature', value);
	if (temperature >= 0 && temperature <= 1) return temperature;
	throw invalid('Temperature', value, 'is not between 0 and 1');
}

function tokensOf(value: unknown): number | typeof UNLIMITED {
	if (typeof value === 'string' && trimmed(value).toLowerCase() === UNLIMITED) return UNLIMITED;
	const tokens = asInteger('Max Tokens', value);
	if (tokens < 1) throw invalid('Max Tokens', value, 'is less than 1');
	return tokens;
}
