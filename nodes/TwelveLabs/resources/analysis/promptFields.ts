import { type IDataObject, type INodeProperties, UserError } from 'n8n-workflow';

import { trimmed } from '../../../api/plainText';
import { asBoolean, asChoice, asJsonObject, asText, valuesOf } from '../../../shared/parameters';
import type { Item } from '../../run/item';
import { answerSchema } from './jsonSchema';

const ANSWERS = [
	{ name: 'Text', value: 'text', description: 'As TwelveLabs words it' },
	{ name: 'JSON', value: 'json', description: 'An object of the form that you give' },
];

/** Works as it is, and shows where to go on. */
const FIRST_SCHEMA = {
	type: 'object',
	properties: { summary: { type: 'string' }, topics: { type: 'array', items: { type: 'string' } } },
	required: ['summary', 'topics'],
};

/** What is asked of a video, and how the answer is wanted. */
export const promptFields: readonly INodeProperties[] = [
	{
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. Summarize the video in three sentences',
		description: 'What you want to find out about the video, in plain words',
	},
	{
		displayName: 'Answer As',
		name: 'answerAs',
		type: 'options',
		options: ANSWERS,
		default: 'text',
		description: 'The form of the answer',
	},
	{
		displayName: 'JSON Schema',
		name: 'jsonSchema',
		type: 'json',
		typeOptions: { rows: 8 },
		default: JSON.stringify(FIRST_SCHEMA, null, 2),
		displayOptions: { show: { answerAs: ['json'] } },
		description:
			'The form of the answer, as a JSON Schema. TwelveLabs ignores its descriptions: put instructions into the prompt.',
	},
];

/**
 * The prompt and the form of the answer, in the API's terms.
 * @throws UserError naming the field
 */
export function promptOf(item: Item): IDataObject {
	const prompt = asText('Prompt', item.parameter('prompt') ?? '');
	const isEmpty = trimmed(prompt) === '';
	if (isEmpty && !hasOtherPrompt(item)) {
		throw new UserError('Prompt is empty', {
			description: 'Say what you want to find out. Nothing was sent for this item.',
		});
	}
	const answerAs = asChoice('Answer As', item.parameter('answerAs'), valuesOf(ANSWERS));
	return {
		...(!isEmpty && { prompt }),
		...(answerAs === 'json' && {
			response_format: {
				type: 'json_schema',
				json_schema: answerSchema(
					item.parameter('jsonSchema'),
					asBoolean('Remove Unsupported Keywords', item.options.removeKeywords ?? false),
				),
			},
		}),
	};
}

/** A prompt with images, for which the node has no field: the API takes one of the two. */
function hasOtherPrompt({ options: { additionalFields = {} } }: Item): boolean {
	return 'prompt_v2' in asJsonObject('Additional Fields (JSON)', additionalFields);
}
