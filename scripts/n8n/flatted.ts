/**
 * Reads n8n's execution data. They are stored in the `flatted` format, JSON that can hold circles: a list of values,
 * in whose objects and arrays every string is an index into that list.
 */
export function unflatten(text: string): unknown {
	const values = JSON.parse(text) as unknown[];
	const finished = new Map<number, unknown>();

	const valueAt = (index: number): unknown => {
		const value = values[index];
		if (value === null || typeof value !== 'object') return value;
		if (finished.has(index)) return finished.get(index);
		const result: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		// Before its parts are read: a circle leads back to it.
		finished.set(index, result);
		for (const [key, part] of Object.entries(value)) {
			Object.defineProperty(result, key, {
				value: typeof part === 'string' ? valueAt(Number(part)) : part,
				configurable: true,
				enumerable: true,
				writable: true,
			});
		}
		return result;
	};
	return valueAt(0);
}
