import { type IDataObject, type INodeProperties, UserError } from 'n8n-workflow';

import type { Form } from '../../api/client/form';
import { asJsonObject } from '../../shared/jsonObject';

/** A way out for every writing operation: what the API accepts and the node does not know yet. */
export const additionalFieldsOption: INodeProperties = {
	displayName: 'Additional Fields (JSON)',
	name: 'additionalFields',
	type: 'json',
	default: '{}',
	description:
		'One object with further fields of the request body, for what the TwelveLabs API has and this node does not offer yet',
};

/**
 * @param value the parameter; undefined when the user did not add it
 * @throws UserError when it names a field that the node sets itself: one of the two would be lost
 */
export const withAdditionalFields = (body: IDataObject, value: unknown): IDataObject => ({
	...body,
	...additionalFields(body, value),
});

/** The same for a form, which holds everything as text, and each entry of a list under the name of the list. */
export const withAdditionalFormFields = (form: Form, value: unknown): Form => ({
	...form,
	...Object.fromEntries(
		Object.entries(additionalFields(form, value)).map(([name, field]) => [
			name,
			Array.isArray(field) ? field.map(formText) : formText(field),
		]),
	),
});

const formText = (value: unknown): string =>
	typeof value === 'string' ? value : JSON.stringify(value);

function additionalFields(body: object, value: unknown): IDataObject {
	if (value === undefined) return {};
	const additional = asJsonObject('Additional Fields (JSON)', value);
	const repeated = Object.keys(additional).find((name) => Object.hasOwn(body, name));
	if (repeated === undefined) return additional;
	throw new UserError(`Additional Fields (JSON): "${repeated}" is set by the node already`, {
		description: 'Leave it out there, and use the field of the node.',
	});
}
