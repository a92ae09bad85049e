import type { INodeProperties } from 'n8n-workflow';

export const ANSWERS = [
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

/** Inside Options, for the operations that take a JSON Schema. */
export const removeKeywordsOption: INodeProperties = {
	displayName: 'Remove Unsupported Keywords',
	name: 'removeKeywords',
	type: 'boolean',
	default: false,
	displayOptions: { show: { '/answerAs': ['json'] } },
	description:
		'Whether to remove the keywords of the JSON Schema that TwelveLabs refuses and other tools like to write: additionalProperties, minLength, maxLength, maxItems, uniqueItems, and minItems above 1. The answer is then not bound by them.',
};
