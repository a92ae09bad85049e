import { UserError } from 'n8n-workflow';

/**
 * Fills a path template such as `/indexes/:indexId/indexed-assets`, so that no value can reach another endpoint:
 * each value becomes exactly one encoded segment.
 *
 * n8n-workflow has a `toPathSegment` for one value, but only since 2.41; older versions of n8n lack it.
 * @param valueOf gives the value of a placeholder
 * @throws UserError naming the field, when a value is no ID
 */
export function fillPath(template: string, valueOf: (name: string) => unknown): string {
	return template.replace(/:(\w+)/g, (_, name: string) =>
		encodeURIComponent(checkedId(name, valueOf(name))),
	);
}

/**
 * The ID that a parameter holds. Expressions give anything; what is sent on as an ID must be one.
 * @param name of the parameter, such as `indexId`
 * @throws UserError naming the field
 */
export function checkedId(name: string, value: unknown): string {
	const id = Number.isSafeInteger(value) ? String(value) : value;
	if (id === undefined || id === null || (typeof id === 'string' && id.trim() === '')) {
		throw new UserError(`${fieldLabel(name)} is empty`, {
			description: 'Choose it from the list, or give its ID. Nothing was sent for this item.',
		});
	}
	if (typeof id === 'string' && isSegment(id.trim())) return id.trim();
	throw new UserError(`${fieldLabel(name)}: ${JSON.stringify(id)} is not an ID`, {
		description:
			'An ID is the value of the _id field, for example 69a1c5e0f2b84d3c9e7a1b20. Nothing was sent for this item.',
	});
}

/** `.` and `..` survive encoding but vanish when a URL is normalised; half a surrogate pair cannot be encoded. */
function isSegment(id: string): boolean {
	if (id === '.' || id === '..') return false;
	try {
		encodeURIComponent(id);
		return true;
	} catch {
		return false;
	}
}

/** `indexedAssetId` is shown to users as Indexed Asset. */
export function fieldLabel(name: string): string {
	const words = name.replace(/Id$/, '').replace(/([A-Z])/g, ' $1');
	return words.charAt(0).toUpperCase() + words.slice(1);
}
