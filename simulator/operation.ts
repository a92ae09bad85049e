import type { Operation as OpenApiOperation } from 'openapi-backend';
import type { Parameter } from './query';

/** The part of a JSON schema that the simulator reads itself; references are resolved. */
export interface Schema {
	type?: string | string[];
	properties?: Record<string, Schema>;
	additionalProperties?: boolean | Schema;
	items?: Schema;
	oneOf?: Schema[];
	anyOf?: Schema[];
	allOf?: Schema[];
}

/** One call of the API, as the contract declares it. */
export interface Operation {
	operationId: string;
	path: string;
	parameters: Parameter[];
	/** Media types of the body; empty where the operation takes none. */
	mediaTypes: string[];
	/** Schemas of the body's fields by name, for forms, whose values all arrive as text. */
	fields: Record<string, Schema>;
	/** The declared statuses, each with whether a body belongs to it, and the schema of a JSON body. */
	answers: Map<number, { hasBody: boolean; schema?: Schema }>;
	source: OpenApiOperation;
}

type Body = { content: Record<string, { schema?: Schema }> };

/** Takes from an operation of the contract what the simulator needs to know about it. */
export function describe(source: OpenApiOperation): Operation {
	const { operationId = '', path, parameters = [], requestBody, responses = {} } = source;
	const content = requestBody ? (requestBody as Body).content : {};
	return {
		operationId,
		path,
		parameters: parameters as Parameter[],
		mediaTypes: Object.keys(content),
		fields: Object.values(content)[0]?.schema?.properties ?? {},
		answers: new Map(
			Object.entries(responses).map(([status, answer]) => [
				Number(status),
				{
					hasBody: 'content' in answer,
					schema: (answer as Partial<Body>).content?.['application/json']?.schema,
				},
			]),
		),
		source,
	};
}
