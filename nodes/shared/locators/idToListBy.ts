import { NodeOperationError, type ILoadOptionsFunctions } from 'n8n-workflow';

import { checkedId } from '../../api/path';

/**
 * The ID that stands above a field in the editor, where that field lists what belongs to it.
 * @param field that holds it, such as `indexId`
 * @param first what to do where it holds none
 * @param shows what the list shows
 * @returns the ID by its field
 * @throws NodeOperationError where it is not chosen yet; UserError where it is none
 */
export function idToListBy(
	context: ILoadOptionsFunctions,
	field: string,
	{ first, shows }: { first: string; shows: string },
): Record<string, string> {
	const id = context.getCurrentNodeParameter(field, { extractValue: true });
	if (id) return { [field]: checkedId(field, id) };
	throw new NodeOperationError(context.getNode(), first, { description: shows });
}
