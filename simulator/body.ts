import type { FastifyRequest } from 'fastify';

/** A file that was uploaded: counted, never kept, so that uploads of any size cost no memory. */
export class UploadedFile {
	constructor(
		readonly filename: string,
		readonly mimetype: string,
		readonly bytes: number,
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

/** Form fields in the types the contract declares: `true` is a boolean where a boolean is meant. */
export function fieldsFromText(
	fields: unknown,
	types: Record<string, string | undefined>,
): Record<string, unknown> {
	const entries = Object.entries(Object(fields) as object);
	return Object.fromEntries(
		entries.map(([name, value]: [string, unknown]) => [
			name,
			types[name] === 'boolean' && (value === 'true' || value === 'false')
				? value === 'true'
				: value,
		]),
	);
}

/** The body as the schemas see it: to them, a file is a text. */
export function textOnly(body: unknown): unknown {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
	return Object.fromEntries(
		Object.entries(body).map(([name, value]: [string, unknown]) => [
			name,
			value instanceof UploadedFile ? value.filename : value,
		]),
	);
}

async function readForm(request: FastifyRequest): Promise<Record<string, unknown>> {
	const form: Record<string, unknown> = {};
	for await (const part of request.parts()) {
		if (part.type === 'field') {
			const before = form[part.fieldname];
			form[part.fieldname] = before === undefined ? part.value : [before, part.value].flat();
			continue;
		}
		let bytes = 0;
		for await (const chunk of part.file) bytes += (chunk as Buffer).length;
		form[part.fieldname] = new UploadedFile(part.filename, part.mimetype, bytes);
	}
	return form;
}
