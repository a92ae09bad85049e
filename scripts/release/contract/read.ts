import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';

import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyMode,
	INodePropertyOptions,
	INodePropertyRegexValidation,
	INodeType,
	INodeTypeDescription,
	IVersionedNodeType,
} from 'n8n-workflow';

import { errorDetailNames } from './errorDetails';
import { eventShapes } from './events';
import type {
	BuiltContract,
	Choice,
	CredentialContract,
	Limits,
	Mode,
	NodeContract,
	Parameter,
	Shape,
} from './types';

interface Manifest {
	version: string;
	engines: { n8n: string; node: string };
	n8n: { n8nNodesApiVersion: number; nodes: string[]; credentials: string[] };
}

const SCHEMA_FOLDER = '__schema__';

/**
 * The contract of the package as it is built.
 * @param folder a checkout after `npm run build`
 * @throws Error where the package is not built
 */
export function readContract(folder: string): BuiltContract {
	const { version, engines, n8n } = readJson(join(folder, 'package.json')) as Manifest;
	return {
		version,
		requires: {
			n8n: engines.n8n,
			node: engines.node,
			n8nNodesApiVersion: n8n.n8nNodesApiVersion,
		},
		nodes: n8n.nodes.flatMap((file) =>
			descriptionsOf(newOf<INodeType | IVersionedNodeType>(folder, file)).map(nodeContract),
		),
		credentials: n8n.credentials.map((file) =>
			credentialContract(newOf<ICredentialType>(folder, file)),
		),
		outputs: { ...outputsOf(join(folder, 'dist', 'nodes')), ...eventShapes() },
		errorDetails: errorDetailNames(folder).sort(),
	};
}

/** n8n takes the class that is called as its file. */
function newOf<T>(folder: string, file: string): T {
	const classes = createRequire(__filename)(join(folder, file)) as Record<string, new () => T>;
	const [name] = basename(file).split('.');
	return new classes[name]();
}

const descriptionsOf = (type: INodeType | IVersionedNodeType): INodeTypeDescription[] =>
	'nodeVersions' in type
		? Object.values(type.nodeVersions).map(({ description }) => description)
		: [type.description];

/** The contract of one node, or of one of the descriptions of a versioned node. */
export function nodeContract(description: INodeTypeDescription): NodeContract {
	const { name, displayName, version, properties } = description;
	const { inputs, outputs, group, polling = false, usableAsTool, credentials = [] } = description;
	return {
		name,
		displayName,
		versions: [version].flat(),
		connections: {
			inputs,
			outputs,
			group,
			polling,
			usableAsTool: usableAsTool !== undefined,
			credentials: credentials.map((credential) => credential.name),
		},
		parameters: properties.map(parameterOf),
	};
}

/** The contract of one credential type. */
const credentialContract = ({ name, properties }: ICredentialType): CredentialContract => ({
	name,
	parameters: properties.map(parameterOf),
});

function parameterOf(property: INodeProperties): Parameter {
	const { name, displayName, type, displayOptions, modes, options = [] } = property;
	const choices = options.filter((option): option is INodePropertyOptions => 'value' in option);
	const fields = options.flatMap((option) => fieldsOf(option));
	const limits = limitsOf(property);
	return {
		name,
		label: displayName,
		type: property.typeOptions?.multipleValues ? `${type}[]` : type,
		default: property.default,
		...(property.required && { required: true as const }),
		...(property.noDataExpression && { noDataExpression: true as const }),
		...(displayOptions && { display: displayOptions }),
		...(modes && { modes: modes.map(modeOf) }),
		...(Object.keys(limits).length > 0 && { limits }),
		...(choices.length > 0 && { choices: choices.map(choiceOf) }),
		...(fields.length > 0 && { fields }),
	};
}

function modeOf({ name, validation = [], extractValue }: INodePropertyMode): Mode {
	const patterns = validation.flatMap((one) =>
		'properties' in one ? [String((one as INodePropertyRegexValidation).properties.regex)] : [],
	);
	return {
		name,
		...(patterns.length > 0 && { validation: patterns }),
		...(extractValue && { extract: String(extractValue.regex) }),
	};
}

const limitsOf = ({ typeOptions = {} }: INodeProperties): Limits => ({
	...(typeOptions.minValue !== undefined && { min: typeOptions.minValue }),
	...(typeOptions.maxValue !== undefined && { max: typeOptions.maxValue }),
	...(typeOptions.numberPrecision !== undefined && { precision: typeOptions.numberPrecision }),
});

/** The rows of a fixed collection are stored below their name, as if it were a field that holds fields. */
function fieldsOf(
	option: INodePropertyOptions | INodeProperties | INodePropertyCollection,
): Parameter[] {
	if ('type' in option) return [parameterOf(option)];
	if (!('values' in option)) return [];
	const { name, displayName, values } = option;
	return [{ name, label: displayName, type: 'rows', default: '', fields: values.map(parameterOf) }];
}

const choiceOf = ({ name, value, displayOptions }: INodePropertyOptions): Choice => ({
	label: name,
	value,
	...(displayOptions && { display: displayOptions }),
});

function outputsOf(nodesFolder: string): Record<string, Shape> {
	const files = readdirSync(nodesFolder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.split(sep).includes(SCHEMA_FOLDER) && file.endsWith('.json'))
		.sort();
	return Object.fromEntries(
		files.map((file) => {
			const path = relative(nodesFolder, join(nodesFolder, dirname(file), basename(file, '.json')));
			const name = path.split(sep).filter((part) => part !== SCHEMA_FOLDER);
			return [name.join('/'), shapeOf(readJson(join(nodesFolder, file)) as Shape)];
		}),
	);
}

const shapeOf = ({ type, properties, items }: Shape): Shape => ({
	type,
	...(properties && {
		properties: Object.fromEntries(
			Object.entries(properties).map(([name, shape]) => [name, shapeOf(shape)]),
		),
	}),
	...(items && { items: shapeOf(items) }),
});

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
