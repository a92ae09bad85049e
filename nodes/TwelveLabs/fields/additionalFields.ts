import { type IDataObject, type INodeProperties, UserError } from 'n8n-workflow';

import { isRecord } from '../../api/body';
import type { Form } from '../../api/client/form';
import { asJsonObject } from '../../shared/jsonObject';

/** A way out for every writing operation: what the API accepts and the node does not know yet. */
export const additionalFieldsOption: INodeProperties = {
	displayName: 'Additional Fields (JSON)',
	name: 'additionalFields',
	type: 'json',
	default: '{}',
	description:
		'One object with further fields of the request body, for what the TwelveLabs API has and this node does not offer yet. Those inside an object, such as <code>video</code>, are added to what the node sends there.',
};

/**
 * The body with further fields. Where both have an object, those inside are added to it, and so on.
 * @param value the parameter; undefined when the user did not add it
 * @throws UserError when it names a field that the node sets itself: one of the two would be lost
 */
export const withAdditionalFields = (body: IDataObject, value: unknown): IDataObject =>
	merged(body, additionalFields(value));

/** By each of them a file is named, so a second one would name another. */
const OF_FILES = ['asset_id', 'url', 'base64_string'];

/** @param path of the object, with a dot at its end */
function merged(own: IDataObject, additional: IDataObject, path = ''): IDataObject {
	const fields = new Map(Object.entries(own));
	const namesFile = OF_FILES.some((name) => fields.has(name));
	for (const [name, field] of Object.entries(additional)) {
		const set = fields.get(name);
		if (isRecord(set) && isRecord(field)) {
			const inside = merged(set as IDataObject, field as IDataObject, `${path}${name}.`);
			fields.set(name, inside);
		} else if (fields.has(name) || (namesFile && OF_FILES.includes(name))) {
			throw setAlready(`${path}${name}`);
		} else fields.set(name, field);
	}
	return Object.fromEntries(fields);
}

/** The same for a form, which holds everything as text, and each entry of a list under the name of the list. */
export const withAdditionalFormFields = (form: Form, value: unknown): Form => ({
	...form,
	...Object.fromEntries(
		Object.entries(additionalFormFields(form, value)).map(([name, field]) => [
			name,
			Array.isArray(field) ? field.map(formText) : formText(field),
		]),
	),
});

const formText = (value: unknown): string =>
	typeof value === 'string' ? value : JSON.stringify(value);

function additionalFormFields(form: Form, value: unknown): IDataObject {
	const additional = additionalFields(value);
	const repeated = Object.keys(additional).find((name) => Object.hasOwn(form, name));
	if (repeated !== undefined) throw setAlready(repeated);
	return additional;
}

const additionalFields = (value: unknown): IDataObject =>
	value === undefined ? {} : asJsonObject('Additional Fields (JSON)', value);

const setAlready = (name: string): UserError =>
	new UserError(`Additional Fields (JSON): "${name}" is set by the node already`, {
		description: 'Leave it out there, and use the field of the node.',
	});
