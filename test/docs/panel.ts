import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { TwelveLabsApi } from '../../credentials/TwelveLabsApi.credentials';
import { EmbeddingsTwelveLabs } from '../../nodes/EmbeddingsTwelveLabs/EmbeddingsTwelveLabs.node';
import type { Operation } from '../../nodes/TwelveLabs/operation';
import { resources } from '../../nodes/TwelveLabs/resources';
import { TwelveLabs } from '../../nodes/TwelveLabs/TwelveLabs.node';
import { TwelveLabsTrigger } from '../../nodes/TwelveLabsTrigger/TwelveLabsTrigger.node';

type Entry = INodeProperties | INodePropertyCollection | INodePropertyOptions;

const NODES = [new TwelveLabs(), new TwelveLabsTrigger(), new EmbeddingsTwelveLabs()].map(
	({ description }) => description,
);

/** Every word of the panels and of the credential: labels, choices, resources and operations. */
export const PANEL_WORDS: ReadonlySet<string> = new Set(
	[
		...NODES.flatMap(({ displayName, properties }) => [displayName, ...wordsOf(properties)]),
		new TwelveLabsApi().displayName,
		...wordsOf(new TwelveLabsApi().properties),
		...resources.flatMap(({ name, operations }) => [name, ...operations.map((one) => one.name)]),
	].flatMap(spellings),
);

/** A label without its unit is the same label: `Max Wait` for `Max Wait (Minutes)`. */
export function spellings(label: string): string[] {
	return [label, label.replace(/ \([^)]*\)$/, '')];
}

/** What a user sets at an operation. */
export const labelsOf = ({ fields, filters = [], sort = [], options = [] }: Operation): string[] =>
	[...fields, ...filters, ...sort, ...options].map(({ displayName }) => displayName);

export const TRIGGER_LABELS: readonly string[] = topLabels(new TwelveLabsTrigger().description);

export const EMBEDDINGS_LABELS: readonly string[] = topLabels(
	new EmbeddingsTwelveLabs().description,
);

/** The operations of a resource that a heading names, such as `Get, Get Many` or `Get: segments`. */
export function operationsUnder(resource: string, heading = ''): Operation[] {
	const names = heading.split(/, | and |: /);
	return (resources.find(({ value }) => value === resource)?.operations ?? []).filter(({ name }) =>
		names.includes(name),
	);
}

function topLabels({ properties }: INodeTypeDescription): string[] {
	return properties.flatMap(({ displayName, type, options = [] }) =>
		type === 'collection'
			? [displayName, ...options.map((one) => (one as INodeProperties).displayName)]
			: [displayName],
	);
}

function wordsOf(entries: readonly Entry[]): string[] {
	return entries.flatMap((entry) => {
		if ('values' in entry) return wordsOf(entry.values);
		if (!('type' in entry)) return [entry.name];
		const modes = entry.modes?.map(({ displayName }) => displayName) ?? [];
		return [entry.displayName, ...modes, ...wordsOf(entry.options ?? [])];
	});
}

/** A node as a workflow file has it. */
export interface SavedNode {
	name: string;
	type: string;
	parameters: INodeParameters;
}

const NODE_TYPE = /^n8n-nodes-twelvelabs\.(\w+?)(?:Tool)?$/;

/**
 * What our nodes in a workflow store and the editor would not offer, which n8n drops when it loads the workflow: a name that
 * does not exist, or not for this operation, and a choice that is none.
 */
export function unknownParameters(nodes: readonly SavedNode[]): string[] {
	return nodes.flatMap(({ name, type, parameters }) => {
		const [, ourName] = NODE_TYPE.exec(type) ?? [];
		if (ourName === undefined) return [];
		const description = NODES.find((one) => one.name === ourName);
		if (!description) return [`${name}: ${type}`];
		const own = { ...parameters };
		// n8n adds it to each trigger that polls.
		delete own.pollTimes;
		const kept = NodeHelpers.getNodeParameters(
			description.properties,
			own,
			true,
			false,
			{ typeVersion: 1 } as INode,
			description,
		);
		return [
			...lostFrom(own, kept).map((path) => `${name}: ${path}`),
			...badChoices(own, description.properties).map((path) => `${name}: ${path}`),
		];
	});
}

function lostFrom(given: unknown, kept: unknown, path = ''): string[] {
	if (typeof given !== 'object' || given === null) return kept === undefined ? [path] : [];
	return Object.entries(given).flatMap(([name, value]) =>
		lostFrom(
			value,
			(kept as Record<string, unknown> | undefined | null)?.[name],
			path === '' ? name : `${path}.${name}`,
		),
	);
}

/** Values of fields with choices. One field may stand in the list several times, with other choices for other operations. */
function badChoices(parameters: INodeParameters, properties: readonly INodeProperties[]): string[] {
	return Object.entries(parameters).flatMap(([name, value]) => {
		const fields = properties.filter((property) => property.name === name);
		if (fields.length > 0 && fields.every(({ type }) => type === 'collection')) {
			const inner = fields.flatMap(({ options = [] }) => options as INodeProperties[]);
			return badChoices(value as INodeParameters, inner).map((path) => `${name}.${path}`);
		}
		const choices = fields
			.filter(({ type }) => type === 'options' || type === 'multiOptions')
			.flatMap(({ options = [] }) => options.map((one) => (one as INodePropertyOptions).value));
		if (choices.length === 0) return [];
		return [value]
			.flat()
			.filter((one) => !String(one).startsWith('=') && !choices.includes(one as string))
			.map((one) => `${name} = ${String(one)}`);
	});
}
