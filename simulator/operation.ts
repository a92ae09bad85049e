import type { Operation as OpenApiOperation } from 'openapi-backend';
import type { Parameter } from './query';

/** One call of the API, as the contract declares it. */
export interface Operation {
	operationId: string;
	path: string;
	parameters: Parameter[];
	/** Media types of the body; empty where the operation takes none. */
	mediaTypes: string[];
	/** Types of the body's fields by name, for forms, whose values all arrive as text. */
	fieldTypes: Record<string, string | undefined>;
	/** The declared statuses, each with whether a JSON body belongs to it. */
	answers: Map<number, { hasBody: boolean }>;
	source: OpenApiOperation;
}

type Body = {
	content: Record<string, { schema?: { properties?: Record<string, { type?: string }> } }>;
};

/** Takes from an operation of the contract what the simulator needs to know about it. */
export function describe(source: OpenApiOperation): Operation {
	const { operationId = '', path, parameters = [], requestBody, responses = {} } = source;
	const content = requestBody ? (requestBody as Body).content : {};
	const fields = Object.values(content)[0]?.schema?.properties ?? {};
	return {
		operationId,
		path,
		parameters: parameters as Parameter[],
		mediaTypes: Object.keys(content),
		fieldTypes: Object.fromEntries(Object.entries(fields).map(([name, { type }]) => [name, type])),
		answers: new Map(
			Object.entries(responses).map(([status, answer]) => [
				Number(status),
				{ hasBody: 'content' in answer },
			]),
		),
		source,
	};
}
