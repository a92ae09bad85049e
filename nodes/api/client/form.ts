import type { UploadFile } from './file';

type FormValue = string | UploadFile;

/** Fields of a form by name. A field of several values is sent under its name once for each. */
export type Form = Readonly<Record<string, FormValue | readonly FormValue[]>>;

/** Each value with the name of its field, in order. */
export const entriesOf = (form: Form): Array<[name: string, value: FormValue]> =>
	Object.entries(form).flatMap(([name, value]) =>
		[value].flat().map((one): [string, FormValue] => [name, one]),
	);

export const filesOf = (form: Form): UploadFile[] =>
	entriesOf(form).flatMap(([, value]) => (typeof value === 'string' ? [] : [value]));

const bytesOf = (form: Form): number => filesOf(form).reduce((sum, { bytes }) => sum + bytes, 0);

/** Slower than any line that is of use. */
const MIN_BYTES_PER_MS = 10;

/** How long a request may take in all that sends a form, in milliseconds: one that does not get on ends sooner. */
export const timeToSend = (form: Form): number => Math.ceil(bytesOf(form) / MIN_BYTES_PER_MS);

/** What operating systems take in of a connection, and hold until a slow line has moved it: so long no further byte is asked for. */
const HELD_BYTES = 4 * 1024 * 1024;
const SLOW_LINE_BYTES_PER_MS = 100;

/** How long a form may stand still on a slow line that moves, in milliseconds. */
export const timeHeld = (form: Form): number =>
	Math.ceil(Math.min(bytesOf(form), HELD_BYTES) / SLOW_LINE_BYTES_PER_MS);
