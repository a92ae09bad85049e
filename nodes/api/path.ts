import { UserError } from 'n8n-workflow';

/**
 * Fills a path template such as `/indexes/:indexId/indexed-assets`, so that no value can reach another endpoint:
 * each value becomes exactly one encoded segment.
 *
 * n8n-workflow has a `toPathSegment` for one value, but only since 2.41; older versions of n8n lack it.
 * @param valueOf gives the value of a placeholder
 * @throws UserError naming the field, when a value is empty or cannot stand in a path
 */
export function fillPath(template: string, valueOf: (name: string) => unknown): string {
	return template.replace(/:(\w+)/g, (_, name: string) => pathSegment(name, valueOf(name)));
}

function pathSegment(name: string, value: unknown): string {
	const id = typeof value === 'number' ? String(value) : value;
	if (typeof id !== 'string' || id.trim() === '') {
		throw new UserError(`${fieldLabel(name)} is empty`, {
			description: 'Choose it from the list, or give its ID.',
		});
	}
	const segment = encodedSegment(id.trim());
	if (segment === undefined) {
		throw new UserError(`${fieldLabel(name)} "${id}" is not an ID`, {
			description: 'An ID is the value of the _id field, for example 69a1c5e0f2b84d3c9e7a1b20.',
		});
	}
	return segment;
}

/** `.` and `..` survive encoding but vanish when a URL is normalised; half a surrogate pair cannot be encoded. */
function encodedSegment(id: string): string | undefined {
	if (id === '.' || id === '..') return undefined;
	try {
		return encodeURIComponent(id);
	} catch {
		return undefined;
	}
}

/** `indexedAssetId` is shown to users as Indexed Asset. */
function fieldLabel(name: string): string {
	const words = name.replace(/Id$/, '').replace(/([A-Z])/g, ' $1');
	return words.charAt(0).toUpperCase() + words.slice(1);
}
