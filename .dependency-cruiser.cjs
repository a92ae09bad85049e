/**
 * Imports go one way: the nodes -> shared -> api. Nothing that is published imports development code.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
	forbidden: [
		{
			name: 'no-circle',
			comment:
				'Files that import each other, by types too, can only be understood and changed together.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'published-code-stands-alone',
			comment: 'Only credentials/ and nodes/ are in the package.',
			severity: 'error',
			from: { path: '^(credentials|nodes)/' },
			to: { path: '^(test|simulator|scripts)/' },
		},
		{
			name: 'api-knows-no-resource',
			comment: 'nodes/api sends every request, of whatever resource, and is under all else.',
			severity: 'error',
			from: { path: '^nodes/api/' },
			to: { path: '^nodes/(?!api/)' },
		},
		{
			name: 'shared-knows-no-node',
			comment: 'nodes/shared is under all nodes.',
			severity: 'error',
			from: { path: '^nodes/shared/' },
			to: { path: '^nodes/(?!(shared|api)/)' },
		},
		{
			name: 'nodes-apart',
			comment: 'What two nodes need lies in nodes/shared.',
			severity: 'error',
			from: { path: '^nodes/(?!(?:shared|api)/)([^/]+)/' },
			to: { path: '^nodes/(?!(?:shared|api)/)', pathNot: '^nodes/$1/' },
		},
		{
			name: 'resources-apart',
			comment: 'What two resources need lies in nodes/TwelveLabs/fields or nodes/shared.',
			severity: 'error',
			from: { path: '^nodes/TwelveLabs/resources/([^/]+)/' },
			to: { path: '^nodes/TwelveLabs/resources/', pathNot: '^nodes/TwelveLabs/resources/$1/' },
		},
		{
			name: 'sources-apart',
			comment:
				"What two of the trigger's sources need lies beside their folders, or in nodes/shared.",
			severity: 'error',
			from: { path: '^nodes/TwelveLabsTrigger/sources/([^/]+)/' },
			to: {
				path: '^nodes/TwelveLabsTrigger/sources/[^/]+/',
				pathNot: '^nodes/TwelveLabsTrigger/sources/$1/',
			},
		},
	],
	options: {
		tsConfig: { fileName: 'test/tsconfig.json' },
		// Imports of types count.
		tsPreCompilationDeps: true,
		doNotFollow: { path: 'node_modules' },
		includeOnly: '^(credentials|nodes|simulator|scripts|test)/',
	},
};
