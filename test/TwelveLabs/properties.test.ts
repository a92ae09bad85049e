import fc from 'fast-check';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { ENDPOINTS } from '../../nodes/api/endpoints';
import { maxRateLimitWaitOption } from '../../nodes/shared/maxRateLimitWait';
import type { Operation, Resource } from '../../nodes/TwelveLabs/operation';
import { propertiesOf } from '../../nodes/TwelveLabs/properties';
import { resources } from '../../nodes/TwelveLabs/resources';

const GENERAL = ['resource', 'operation'];

/** What the editor shows of these fields. */
const shown = (
	fields: readonly INodeProperties[],
	values: INodeParameters,
	root: INodeParameters = values,
): INodeProperties[] => {
	const description = { properties: fields } as INodeTypeDescription;
	return fields.filter((field) =>
		NodeHelpers.displayParameter(values, field, null, description, root),
	);
};

/** What the editor shows of a node with these resources, by name, with the inner fields of its collections. */
function panel(all: readonly Resource[], values: INodeParameters) {
	const fields = shown(propertiesOf(all, all[0]), values).filter(
		({ name }) => !GENERAL.includes(name),
	);
	return fields.map(({ name, type, options = [] }) => {
		if (type !== 'collection') return name;
		const inner = shown(options as INodeProperties[], {}, values).map((field) => field.name);
		return `${name}: ${inner.join(' ')}`;
	});
}

/** The same, as the operation declares it. */
function declared(
	{ fields, filters = [], sort = [], options = [] }: Operation,
	values: INodeParameters,
) {
	const collections = { filters, options: [...options, maxRateLimitWaitOption], sort };
	return [
		...shown(fields, values).map(({ name }) => name),
		...Object.entries(collections)
			.filter(([, inner]) => inner.length > 0)
			.map(
				([name, inner]) =>
					`${name}: ${shown(inner, {}, values)
						.map((field) => field.name)
						.join(' ')}`,
			),
	];
}

const all = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({ resource, operation })),
);

test.each(
	all.map(({ resource, operation }) => [resource.value, operation.value, operation] as const),
)('%s %s shows what it declares, in its order', (resource, operation, definition) => {
	for (const choices of [
		{},
		{ returnAll: true, output: 'selected', metadataMode: 'json' },
		{ returnAll: false, output: 'simplified', metadataMode: 'fields' },
	]) {
		const values = { ...choices, resource, operation };
		expect(panel(resources, values)).toEqual(declared(definition, values));
	}
});

test('whatever operations share a field, n8n shows it for these, and for no others', () => {
	const places = fc.array(
		fc.record({
			resource: fc.constantFrom('a', 'b', 'c'),
			operation: fc.constantFrom('get', 'list', 'make', 'drop'),
			hasField: fc.boolean(),
		}),
		{ minLength: 1, maxLength: 12 },
	);
	const field: INodeProperties = { displayName: 'F', name: 'f', type: 'string', default: '' };
	fc.assert(
		fc.property(places, (chosen) => {
			const byPlace = new Map(
				chosen.map((place) => [`${place.resource} ${place.operation}`, place]),
			);
			const made: Resource[] = ['a', 'b', 'c'].flatMap((value) => {
				const operations = [...byPlace.values()]
					.filter(({ resource }) => resource === value)
					.map(
						({ operation, hasField }): Operation => ({
							value: operation,
							name: operation,
							action: operation,
							description: '',
							endpoint: ENDPOINTS.indexes.list,
							fields: hasField ? [field] : [],
							options: hasField ? [field] : [],
							code: async () => ({ run: async () => [] }),
						}),
					);
				return operations.length > 0 ? [{ value, name: value, operations }] : [];
			});
			for (const { value: resource, operations } of made) {
				for (const operation of operations) {
					const values = { resource, operation: operation.value };
					expect(panel(made, values)).toEqual(declared(operation, values));
				}
			}
		}),
		{ numRuns: 300 },
	);
});

test('operations that list shared fields in contrary orders are refused', () => {
	const [one, other] = ['one', 'other'].map(
		(name): INodeProperties => ({ displayName: name, name, type: 'string', default: '' }),
	);
	const operation = (value: string, fields: INodeProperties[]): Operation => ({
		...{ value, name: value, action: value, description: '', fields },
		endpoint: ENDPOINTS.indexes.list,
		code: async () => ({ run: async () => [] }),
	});
	const operations = [operation('a', [one, other]), operation('b', [other, one])];
	const resource = { value: 'r', name: 'R', operations };
	expect(() => propertiesOf([resource], resource)).toThrow('contrary orders');
});

test('what a user and a model choose by is unique: each action, and each label of an operation', () => {
	const actions = all.map(({ operation }) => operation.action);
	expect(actions.filter((action, at) => actions.indexOf(action) !== at)).toEqual([]);
	for (const { operation } of all) {
		const { fields, filters = [], sort = [], options = [] } = operation;
		for (const level of [fields, filters, sort, options]) {
			const labels = new Map(level.map(({ name, displayName }) => [name, displayName]));
			expect(new Set(labels.values()).size).toBe(labels.size);
		}
	}
});

test('fields of the same name have the same type, default and choices, as far as they have them, since the editor keeps their value', () => {
	const choicesOf = ({ options = [] }: INodeProperties) =>
		options.map((option) => ('value' in option ? option.value : option.name)).sort();
	/** Lists can be sorted by the same things, some of them by one more. */
	const isPartOf = (one: unknown[], other: unknown[]) => {
		const [few, more] = one.length < other.length ? [one, other] : [other, one];
		return few.every((choice) => more.includes(choice));
	};
	const levels = {
		fields: all.flatMap(({ operation }) => operation.fields),
		filters: all.flatMap(({ operation }) => operation.filters ?? []),
		sort: all.flatMap(({ operation }) => operation.sort ?? []),
		options: all.flatMap(({ operation }) => operation.options ?? []),
	};
	for (const level of Object.values(levels)) {
		// What n8n makes of a source that the next operation does not have stands in `nodeProperties.test.ts`.
		for (const field of level.filter(({ name }) => name !== 'mediaSource')) {
			for (const other of level.filter(({ name }) => name === field.name)) {
				expect([other.type, other.default]).toEqual([field.type, field.default]);
				if (field.type === 'options')
					expect(isPartOf(choicesOf(other), choicesOf(field))).toBe(true);
			}
		}
	}
});

test('the Operation field stands once for each resource, and names it', () => {
	const fields = propertiesOf(resources, resources[0]).filter(({ name }) => name === 'operation');
	expect(fields.map(({ displayOptions }) => displayOptions?.show?.resource)).toEqual(
		resources.map(({ value }) => [value]),
	);
	for (const { options, default: initial } of fields) {
		expect((options as INodePropertyOptions[]).map(({ value }) => value)).toContain(initial);
	}
});
