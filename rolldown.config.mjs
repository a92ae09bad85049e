import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import { defineConfig } from 'rolldown';

const { n8n } = JSON.parse(readFileSync('package.json', 'utf8'));

/** The files that n8n loads, by their paths in `dist`. */
const entries = [...n8n.credentials, ...n8n.nodes].map((file) =>
	file.replace(/^dist\/|\.js$/g, ''),
);

/** Modules with all that they import, in the way that is given. */
function withImports(ids, graph, importsOf) {
	const found = new Set(ids);
	for (const id of found) {
		const module = graph.getModuleInfo(id);
		if (module) importsOf(module).forEach((one) => found.add(one));
	}
	return found;
}

/** The modules that an entry needs: to be loaded, and with its first item, list or poll. */
function needsOf(entry, graph) {
	const start = withImports([resolve(`${entry}.ts`)], graph, ({ importedIds }) => importedIds);
	const later = [...start].flatMap((id) => graph.getModuleInfo(id)?.dynamicallyImportedIds ?? []);
	const run = withImports(later, graph, ({ importedIds, dynamicallyImportedIds }) => [
		...importedIds,
		...dynamicallyImportedIds,
	]);
	return { name: basename(entry).split('.')[0], start, run };
}

/** Found once for each build. */
let needs;

/**
 * The file that a module goes into: by what needs it, and whether n8n's start or the first item or poll does. What several
 * need stands once, so that they share what a rate limiter learned about a quota. No node loads what only another one needs.
 */
function fileOf(id, graph) {
	needs ??= entries.map((entry) => needsOf(entry, graph));
	const starts = needs.filter(({ start }) => start.has(id));
	const [first, ...others] = needs.filter(({ start, run }) => start.has(id) || run.has(id));
	if (!first || graph.getModuleInfo(id)?.isEntry) return null;
	if (starts.length > 0) return others.length > 0 ? 'start' : first.name;
	return others.length > 0 ? 'run' : `${first.name}.run`;
}

/** What rolldown writes for each export of a file, so that its value may change. None of ours does: the lint says so. */
const EXPORT =
	/Object\.defineProperty\(exports, "([\w$]+)", \{\s*enumerable: true,\s*get: function ?\(\) \{\s*return ([\w$]+);\s*\}\s*\}\);/g;

/** What it writes for each `import()`, of which every operation has one. */
const IMPORT =
	/Promise\.resolve\(\)\.then\(\(\) => require\(("[^"]+")\)\)\.then\(\((\w+)\) => \2\.(\w+)\)/g;

/** Says the same in less: a file has up to a hundred exports, and each is a minified name. */
function shortened(code) {
	const loaders = new Map();
	const short = code.replace(EXPORT, 'exports.$1 = $2;').replace(IMPORT, (_, file, __, name) => {
		const loader = loaders.get(file) ?? `load${loaders.size}`;
		loaders.set(file, loader);
		return `${loader}("${name}")`;
	});
	// At the end, so that the lines of a source map stay what they are.
	const functions = [...loaders].map(
		([file, loader]) => `async function ${loader}(name) { return require(${file})[name]; }\n`,
	);
	return `${short}\n${functions.join('')}`;
}

/** Few files, each minified: see docs/decisions/0009-few-minified-files.md. */
export default defineConfig({
	input: Object.fromEntries(entries.map((entry) => [entry, `${entry}.ts`])),
	external: ['n8n-workflow'],
	platform: 'node',
	resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
	// What two files share may be exported by either, beside the class that n8n looks for.
	preserveEntrySignatures: 'allow-extension',
	transform: { target: 'node20.19' },
	plugins: [
		{
			name: 'imports of this build',
			buildStart() {
				needs = undefined;
			},
		},
		{
			name: 'shorter exports and imports',
			// The source map stays true: exports stand at the end, and what is shorter names nothing of the sources.
			renderChunk: (code) => ({ code: shortened(code), map: null }),
		},
	],
	// No file does anything when it is loaded but define things.
	treeshake: { moduleSideEffects: false },
	output: {
		dir: 'dist',
		format: 'cjs',
		entryFileNames: '[name].js',
		// An update puts files in the place of those that run: see `ownCode`.
		chunkFileNames: 'code/[name]-[hash].js',
		hashCharacters: 'hex',
		codeSplitting: {
			includeDependenciesRecursively: false,
			groups: [{ name: fileOf, debugName: 'by need' }],
		},
		// n8n requires the files anew when the package is updated; a module that `import()` loads would stay.
		dynamicImportInCjs: false,
		comments: false,
		// n8n reads the name of a node's class.
		minify: { compress: true, mangle: { keepNames: { class: true, function: false } } },
		// Not published. They translate a stack trace of the same version.
		sourcemap: 'hidden',
	},
});
