import { type IDataObject, UserError } from 'n8n-workflow';

import { trimmed } from '../../../api/plainText';
import { asJsonObject } from '../../../shared/jsonObject';
import { asBoolean, asChoice, asText, valuesOf } from '../../../shared/parameters';
import type { Item } from '../../run/item';
import { answerSchema } from './jsonSchema';
import { ANSWERS } from './promptFields';

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
