import { createHash } from 'node:crypto';

import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Schema } from './operation';

/** A file that was uploaded: counted, never kept, so that uploads of any size need no space. */
export class UploadedFile {
	constructor(
		readonly filename: string,
		readonly mimetype: string,
		readonly bytes: number,
		/** In hexadecimal. */
		readonly sha256: string,
	) {}
}

/** A body that could not be read; the contract then judges it as text, which no schema accepts. */
type ParsedBody = unknown;

/** The request's body: JSON parsed, a form as an object of its fields, anything else as text. */
export async function readBody(request: FastifyRequest): Promise<ParsedBody> {
	if (request.isMultipart()) return await readForm(request);
	const text = request.body;
	if (typeof text !== 'string' || text === '') return undefined;
	if (!request.headers['content-type']?.startsWith('application/json')) return text;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/** Whether fields arrive as text. */
export function isForm(mediaType: string): boolean {
	return mediaType === 'multipart/form-data';
}

/** Form fields in the types the contract declares: `true` is a boolean where a boolean is meant, one value a list. */
export function fieldsFromText(
	fields: unknown,
	schemas: Record<string, Schema>,
): Record<string, unknown> {
	const entries = Object.entries(Object(fields) as object);
	return Object.fromEntries(
		entries.map(([name, value]: [string, unknown]) => [name, fromText(value, schemas[name])]),
	);
}

/** What a text of a form means; a text that does not fit its type stays text, which the contract then refuses. */
function fromText(value: unknown, { type, items }: Schema = {}): unknown {
	if (type === 'array') return [value].flat().map((entry) => fromText(entry, items));
	if (typeof value !== 'string') return value;
	if (type === 'boolean' && ['true', 'false'].includes(value)) return value === 'true';
	if (type === 'integer' || type === 'number') return DECIMAL.test(value) ? Number(value) : value;
	return value;
}

/** A number in a form; `Number` alone would also accept '' and '0x10'. */
const DECIMAL = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** The body as the schemas see it: to them, a file is a text. */
export function textOnly(body: unknown): unknown {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
	const asText = (value: unknown) => (value instanceof UploadedFile ? value.filename : value);
	return Object.fromEntries(
		Object.entries(body).map(([name, value]: [string, unknown]) => [
			name,
			Array.isArray(value) ? value.map(asText) : asText(value),
		]),
	);
}

async function readForm(request: FastifyRequest): Promise<Record<string, unknown>> {
	const form: Record<string, unknown> = {};
	for await (const part of request.parts()) {
		const value = part.type === 'field' ? part.value : await counted(part);
		const before = form[part.fieldname];
		form[part.fieldname] = before === undefined ? value : [before, value].flat();
	}
	return form;
}

async function counted({ file, filename, mimetype }: MultipartFile): Promise<UploadedFile> {
	let bytes = 0;
	const hash = createHash('sha256');
	for await (const chunk of file) {
		bytes += (chunk as Buffer).length;
		hash.update(chunk as Buffer);
	}
	return new UploadedFile(filename, mimetype, bytes, hash.digest('hex'));
}
