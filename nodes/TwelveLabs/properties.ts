import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { maxRateLimitWaitOption } from '../shared/maxRateLimitWait';
import type { Operation, Resource } from './operation';
import { type Panel, type PanelPlace, productsOf } from './products';
import { routingOf, unknownOperation } from './run/routing';

/**
 * Builds the node's list of properties from its operations.
 *
 * n8n reads every property of the node for every item, and the value of a name anew for each property that has it. So what
 * several operations share stands in the list once: one Options field for the node, one Filters, one Sort, and each of the
 * others as rarely as its conditions allow.
 */

/** A field, and where it is shown. */
interface PlacedField {
	field: INodeProperties;
	/** Undefined for every operation of every resource. */
	places?: PanelPlace[];
}

/** Fields of one operation. */
type FieldsOf = (operation: Operation) => readonly INodeProperties[] | undefined;

/** The same for the collections that every operation may add fields to. */
const COLLECTIONS: ReadonlyArray<{
	displayName: string;
	name: string;
	placeholder: string;
	inner: FieldsOf;
}> = [
	{
		displayName: 'Filters',
		name: 'filters',
		placeholder: 'Add Filter',
		inner: ({ filters }) => filters,
	},
	{
		displayName: 'Options',
		name: 'options',
		placeholder: 'Add Option',
		inner: ({ options = [] }) => [...options, maxRateLimitWaitOption],
	},
	{ displayName: 'Sort', name: 'sort', placeholder: 'Add Sorting', inner: ({ sort }) => sort },
];

/**
 * All properties: Resource, Operation, the fields of the operations, then Filters, Options and Sort, in the order of n8n's
 * guidelines.
 * @throws Error where two operations list shared fields in contrary orders
 */
export function propertiesOf(
	resources: readonly Resource[],
	{ value: defaultResource }: Resource,
): INodeProperties[] {
	const panel: Panel = new Map(
		resources.map(({ value, operations }) => [
			value,
			operations.map(({ value: operation }) => operation),
		]),
	);
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: defaultResource,
			// The operation that is chosen has its own in place of this one.
			routing: { send: { paginate: true }, operations: { pagination: unknownOperation } },
		},
		...resources.map(operationField),
		...placed(resources, ({ fields }) => fields).flatMap((field) => shownIn(panel, field)),
		...COLLECTIONS.flatMap((collection) => collectionOf(resources, panel, collection)),
	];
}

function operationField({ value, operations }: Resource): INodeProperties {
	const [{ value: firstOperation }] = operations;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(
			(operation): INodePropertyOptions => ({
				name: operation.name,
				value: operation.value,
				action: operation.action,
				description: operation.description,
				routing: routingOf(operation),
			}),
		),
		default: firstOperation,
		// n8n then hands the whole request to the operation's own function, see `routingOf`.
		routing: { send: { paginate: true } },
	};
}

function collectionOf(
	resources: readonly Resource[],
	panel: Panel,
	{ inner, ...collection }: (typeof COLLECTIONS)[number],
): INodeProperties[] {
	const fields = placed(resources, inner);
	const places = placesOf(resources, (operation) => (inner(operation) ?? []).length > 0);
	const field: INodeProperties = {
		...collection,
		type: 'collection',
		default: {},
		options: fields.flatMap((one) => shownIn(panel, one, '/')),
	};
	return shownIn(panel, { field, places });
}

/** The fields of all operations, each once. n8n builds them when it starts, so no list is searched again for each field. */
function placed(resources: readonly Resource[], fieldsOf: FieldsOf): PlacedField[] {
	const places = new Map<INodeProperties, PanelPlace[]>();
	const lists: Array<readonly INodeProperties[]> = [];
	for (const { value: resource, operations } of resources) {
		for (const operation of operations) {
			const fields = fieldsOf(operation) ?? [];
			lists.push(fields);
			for (const field of fields) {
				const ofField = places.get(field) ?? [];
				places.set(field, ofField);
				ofField.push({ resource, operation: operation.value });
			}
		}
	}
	return inOrder(lists).map((field) => {
		const ofField = places.get(field) ?? [];
		return { field, ...(ofField.length < lists.length && { places: ofField }) };
	});
}

/** The fields of all lists, each once, in an order that is that of every list. */
function inOrder(lists: ReadonlyArray<readonly INodeProperties[]>): INodeProperties[] {
	/** Of each field that is not in order yet, the lists that have it. */
	const holders = new Map<INodeProperties, Array<Iterator<INodeProperties>>>();
	/** How many of them have nothing before it any more. */
	const heads = new Map<INodeProperties, number>();
	const advance = (list: Iterator<INodeProperties>) => {
		const { value, done } = list.next();
		if (done !== true) heads.set(value, (heads.get(value) ?? 0) + 1);
	};
	for (const fields of lists) {
		const list = fields.values();
		for (const field of fields) holders.set(field, [...(holders.get(field) ?? []), list]);
		advance(list);
	}
	const ordered: INodeProperties[] = [];
	while (holders.size > 0) {
		const next = [...holders].find(([field, { length }]) => heads.get(field) === length);
		if (!next) throw new Error('Two operations list the fields that they share in contrary orders');
		const [field, ofField] = next;
		ordered.push(field);
		holders.delete(field);
		ofField.forEach(advance);
	}
	return ordered;
}

/** @returns undefined where all operations are meant */
function placesOf(
	resources: readonly Resource[],
	isOf: (operation: Operation) => boolean,
): PanelPlace[] | undefined {
	if (resources.every(({ operations }) => operations.every(isOf))) return undefined;
	return resources.flatMap(({ value: resource, operations }) =>
		operations.filter(isOf).map(({ value: operation }) => ({ resource, operation })),
	);
}

/**
 * A field once for each set of resources that show it for the same operations, since n8n shows it for every pair of what the
 * two conditions name.
 * @param from `/` inside a collection, from where the node's own fields are named with it
 */
function shownIn(
	panel: Panel,
	{ field, places }: PlacedField,
	from: '' | '/' = '',
): INodeProperties[] {
	if (!places) return [field];
	return productsOf(panel, places).map((product) => {
		const show: IDisplayOptions['show'] = {
			[`${from}resource`]: product.resources,
			[`${from}operation`]: product.operations,
			...field.displayOptions?.show,
		};
		return { ...field, displayOptions: { ...field.displayOptions, show } };
	});
}
