import { type IDataObject, UserError } from 'n8n-workflow';

import { quoted, trimmed } from '../../../api/plainText';
import { parsedJson } from '../../../shared/jsonText';
import { asJsonObject } from '../../../shared/jsonObject';
import { isSet } from '../../fields/filters';
import { flawsIn, isLength, schemasIn, type Flaw } from './schemaRules';

const LABEL = 'JSON Schema';

/** So many mistakes are named at once. */
const MAX_NAMED = 4;

/**
 * The JSON Schema of an answer, checked for what TwelveLabs refuses. Keywords that it ignores, or may learn, are sent on.
 * @param value JSON as text, or an object
 * @param removesKeywords whether the keywords that Remove Unsupported Keywords names are left out
 * @throws UserError naming keyword and place of each mistake, and for text that is not JSON its line and column
 */
export function answerSchema(value: unknown, removesKeywords: boolean): IDataObject {
	const text = typeof value === 'string' ? trimmed(value) : undefined;
	if (!isSet(text ?? value)) throw refused(`${LABEL} is empty`, 'Describe the answer with one.');
	if (text !== undefined) parsedJson(LABEL, text);
	const given = asJsonObject(LABEL, text ?? value);
	if (Object.keys(given).length === 0) {
		throw refused(`${LABEL} is empty`, 'Describe the answer with one.');
	}
	const schema = removesKeywords ? withoutKeywords(given) : given;
	const flaws = flawsIn(schema);
	if (flaws.length > 0) throw refusedFor(flaws);
	return schema;
}

/** A copy: the object may be that of an input item. */
function withoutKeywords(given: IDataObject): IDataObject {
	const schema = JSON.parse(JSON.stringify(given)) as IDataObject;
	for (const { schema: each } of schemasIn(schema)) {
		for (const keyword of Object.keys(each)) {
			if (isLength(keyword, each[keyword])) delete each[keyword];
		}
	}
	return schema;
}

function refusedFor(flaws: Flaw[]): UserError {
	const [first, ...others] = flaws;
	const named = others.slice(0, MAX_NAMED).map(({ what, path }) => `${what} ${at(path)}`);
	const more = others.length - named.length;
	const also =
		named.length > 0 &&
		`Also: ${[...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}.`;
	const removes =
		flaws.some(({ isRemovable }) => isRemovable) &&
		'Remove Unsupported Keywords under Options leaves such keywords out.';
	return refused(
		`${LABEL}: ${first.what} ${at(first.path)}`,
		[first.next, removes, also].filter(Boolean).join(' '),
	);
}

const at = (path: string): string => (path === '' ? 'at the top' : `at ${quoted(path)}`);

const refused = (message: string, next: string): UserError =>
	new UserError(message, { description: `${next} Nothing was sent for this item.` });
