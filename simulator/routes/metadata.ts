import { Refusal } from '../errors';
import type { UserMetadata } from '../records';

/** Checks metadata of a new object: strings, numbers and booleans; objects and lists must be sent as text. */
export function newMetadata(sent: unknown = {}): UserMetadata {
	const changes = metadataChanges(sent);
	return mergedMetadata({}, changes);
}

/** Checks a change of metadata, where null deletes a field. */
export function metadataChanges(sent: unknown): Record<string, UserMetadata[string] | null> {
	if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
		throw new Refusal(
			'parameter_invalid',
			'user_metadata must be an object; in a form, as JSON text.',
		);
	}
	for (const [name, value] of Object.entries(sent)) {
		if (typeof value === 'object' && value !== null) {
			const text = `user_metadata.${name} must be a string, a number or a boolean.`;
			throw new Refusal('parameter_invalid', text);
		}
	}
	return sent as Record<string, UserMetadata[string] | null>;
}

/** Fields that are not named stay as they are. */
export function mergedMetadata(
	before: UserMetadata,
	changes: Record<string, UserMetadata[string] | null>,
): UserMetadata {
	const after = { ...before };
	for (const [name, value] of Object.entries(changes)) {
		if (value === null) delete after[name];
		else after[name] = value;
	}
	return after;
}
