import { Refusal } from '../errors';
import type { UserMetadata } from '../records';

/**
 * Checks metadata of a new object: strings, numbers and booleans; objects and lists must be sent as text.
 * @param parameter as the message names it
 */
export function newMetadata(sent: unknown = {}, parameter?: string): UserMetadata {
	const changes = metadataChanges(sent, parameter);
	return mergedMetadata({}, changes);
}

/** Checks a change of metadata, where null deletes a field. */
export function metadataChanges(
	sent: unknown,
	parameter = 'user_metadata',
): Record<string, UserMetadata[string] | null> {
	if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
		throw new Refusal(
			'parameter_invalid',
			`${parameter} must be an object; in a form, as JSON text.`,
		);
	}
	for (const [name, value] of Object.entries(sent)) {
		if (typeof value === 'object' && value !== null) {
			const text = `${parameter}.${name} must be a string, a number or a boolean.`;
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
