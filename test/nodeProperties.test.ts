import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { EmbeddingsTwelveLabs } from '../nodes/EmbeddingsTwelveLabs/EmbeddingsTwelveLabs.node';
import { TwelveLabs } from '../nodes/TwelveLabs/TwelveLabs.node';
import { TwelveLabsTrigger } from '../nodes/TwelveLabsTrigger/TwelveLabsTrigger.node';

/** What n8n and its editor make of the fields of the nodes. */
const NODES = [new TwelveLabs(), new TwelveLabsTrigger(), new EmbeddingsTwelveLabs()].map(
	({ description }) => description,
);

interface Level {
	path: string;
	fields: INodeProperties[];
}

/** The node's own fields, and those of each collection and each kind of row. */
const levelsOf = ({ path, fields }: Level): Level[] => [
	{ path, fields },
	...fields.flatMap(({ name, options = [] }) => {
		const inner = options.filter((option): option is INodeProperties => 'type' in option);
		const rows = options.flatMap((option) => ('values' in option ? [option] : []));
		return [
			...(inner.length > 0 ? levelsOf({ path: `${path}.${name}`, fields: inner }) : []),
			...rows.flatMap((row) =>
				levelsOf({ path: `${path}.${name}.${row.name}`, fields: row.values }),
			),
		];
	}),
];

const LEVELS = NODES.flatMap(({ name, properties }) =>
	levelsOf({ path: name, fields: properties }),
);

test('fields that share a name share their default, since the editor gives a new row the last one', () => {
	const clashes = LEVELS.flatMap(({ path, fields }) =>
		fields
			// Each resource has operations of its own, and not every operation takes a binary file; see below.
			.filter(({ name }) => !['operation', 'mediaSource'].includes(name))
			.filter(({ name, default: initial }) =>
				fields.some(
					(other) =>
						other.name === name && JSON.stringify(other.default) !== JSON.stringify(initial),
				),
			)
			.map(({ name, default: initial }) => `${path}.${name}: ${JSON.stringify(initial)}`)
			.filter((line) => !line.endsWith('{}')),
	);
	expect(clashes).toEqual([]);
});

test('a source that the next operation does not have is not kept when the operation is changed', () => {
	const [{ properties, ...type }] = NODES;
	const parameters = (values: INodeParameters, withDefaults: boolean) =>
		NodeHelpers.getNodeParameters(properties, values, withDefaults, false, null, {
			...type,
			properties,
		}) as INodeParameters;
	const both: INodeParameters[] = [
		{ resource: 'embedding', operation: 'create', inputType: 'video' },
		{ resource: 'embedding', operation: 'start' },
	];
	const sourcesOf = (values: INodeParameters): string[] => {
		const [{ options = [] }] = properties.filter(
			(field) =>
				field.name === 'mediaSource' &&
				NodeHelpers.displayParameter(values, field, null, { ...type, properties }),
		);
		return options.map((option) => String((option as { value?: unknown }).value));
	};
	for (const [from, to] of [both, [...both].reverse()]) {
		for (const mediaSource of sourcesOf(from)) {
			// As the editor does it: what equals its default is dropped, and filled in for the new operation.
			const kept = parameters({ ...from, mediaSource }, false);
			const shown = parameters({ ...kept, ...to }, true);
			expect(sourcesOf(to)).toContain(shown.mediaSource);
		}
	}
});

describe('a row of metadata', () => {
	const rowLevels = LEVELS.filter(({ path }) => path.endsWith('userMetadata.fields'));

	test('starts without a value, in the node, in its filters and in the trigger', () => {
		expect(rowLevels.map(({ path }) => path)).toEqual(
			expect.arrayContaining([
				'twelveLabs.userMetadata.fields',
				'twelveLabs.filters.userMetadata.fields',
				'twelveLabsTrigger.options.userMetadata.fields',
			]),
		);
		for (const { fields } of rowLevels) {
			const initial = fields.filter(({ name }) => /value$/i.test(name));
			expect(new Set(initial.map(({ default: value }) => value))).toEqual(new Set(['']));
		}
	});

	const stored = (parameters: INodeParameters) =>
		NodeHelpers.getNodeParameters(
			NODES[0].properties,
			{ resource: 'indexedAsset', indexId: '', ...parameters },
			true,
			false,
			null,
			NODES[0],
		);

	test.each(['string', 'integer', 'float', 'boolean'])(
		'keeps what a model or a pasted workflow wrote into value as %s',
		(type) => {
			const userMetadata = { fields: [{ key: 'season', type, value: '7' }] };
			for (const operation of ['create', 'update']) {
				expect(stored({ operation, userMetadata })?.userMetadata).toMatchObject(userMetadata);
			}
			expect(stored({ operation: 'getAll', filters: { userMetadata } })?.filters).toMatchObject({
				userMetadata,
			});
		},
	);

	test('can remove a field in Update only', () => {
		const typesIn = (operation: string) =>
			LEVELS.find(({ path }) => path === 'twelveLabs.userMetadata.fields')
				?.fields.filter(
					(field) =>
						field.name === 'type' &&
						NodeHelpers.displayParameter({}, field, null, NODES[0], { operation }),
				)
				.flatMap(({ options = [] }) => options.map(({ name }) => name));
		expect(typesIn('create')).toEqual(['Boolean', 'Float', 'Integer', 'String']);
		expect(typesIn('update')).toEqual(['Boolean', 'Float', 'Integer', 'String', 'Remove']);
	});
});
