import { createHash } from 'node:crypto';

const BYTES = 4;
const RANGE = 2 ** (8 * BYTES);

/** A number from 0 up to 1 that is always the same for the same texts: it stands for what no text can decide. */
export function likeness(...texts: string[]): number {
	const digest = createHash('sha256').update(texts.join('\n')).digest();
	return digest.readUInt32BE(0) / RANGE;
}
