import { UserError } from 'n8n-workflow';

import type { Form } from '../../../api/client/form';
import { asBoolean, asChoice, asCollection, asList, valuesOf } from '../../../shared/parameters';
import { withAdditionalFormFields } from '../../fields/additionalFields';
import { isSet } from '../../fields/filters';
import type { Item } from '../../run/item';
import { searchFilter } from './filters';
import { GROUPS, OPERATORS, SEARCH_OPTIONS, TRANSCRIPTION_OPTIONS } from './searchFields';

/**
 * The form of a search, but for the size of its pages.
 * @param question what is searched for: the text, the images
 * @throws UserError naming the field
 */
export function searchForm(item: Item, question: Form): Form {
	const options = asList('Search In', item.parameter('searchOptions'), valuesOf(SEARCH_OPTIONS));
	if (options.length === 0) {
		throw new UserError('Search In is empty', {
			description: 'Choose what is to be searched. Nothing was sent for this item.',
		});
	}
	const { additionalFields, groupBy, includeUserMetadata = false, operator } = item.options;
	const filter = searchFilter(asCollection('Filters', item.parameter('filters')));
	return withAdditionalFormFields(
		{
			index_id: item.id('indexId'),
			search_options: options,
			...transcriptionOptions(item, options),
			...(isSet(groupBy) && { group_by: asChoice('Group By', groupBy, valuesOf(GROUPS)) }),
			...(isSet(operator) && { operator: asChoice('Operator', operator, valuesOf(OPERATORS)) }),
			...(Object.keys(filter).length > 0 && { filter: JSON.stringify(filter) }),
			...(asBoolean('Include User Metadata', includeUserMetadata) && {
				include_user_metadata: 'true',
			}),
			// Files come last, so that a server knows the fields when it begins to read them.
			...question,
		},
		additionalFields,
	);
}

/** Without Transcription in Search In, TwelveLabs refuses them. */
function transcriptionOptions({ options }: Item, searched: string[]): Form {
	const { transcriptionOptions: chosen } = options;
	if (!isSet(chosen)) return {};
	const ways = asList('Transcription Options', chosen, valuesOf(TRANSCRIPTION_OPTIONS));
	return ways.length > 0 && searched.includes('transcription')
		? { transcription_options: ways }
		: {};
}
