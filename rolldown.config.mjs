import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { defineConfig } from 'rolldown';

const { n8n } = JSON.parse(readFileSync('package.json', 'utf8'));

/** The files that n8n loads, by their paths in `dist`. */
const entries = [...n8n.credentials, ...n8n.nodes].map((file) =>
	file.replace(/^dist\/|\.js$/g, ''),
);

/** The folder of a node, in the path of a file of its own. */
const NODE = /\/nodes\/(?!api\/|shared\/)(\w+)\//;

/** Modules that `start` cannot be loaded without. */
function neededBy(start, graph) {
	const needed = new Set([start]);
	for (const id of needed) graph.getModuleInfo(id)?.importedIds.forEach((one) => needed.add(one));
	return needed;
}

/** What each of the files that n8n loads needs at once, found once for each build. */
let startSets;

/**
 * The file that a module goes into: by who needs it, n8n when it starts or the first item or poll, and by its part of the
 * source. What several nodes need stands once, so that they share what a rate limiter learned about a quota.
 */
function fileOf(id, graph) {
	startSets ??= entries.map((entry) => neededBy(resolve(`${entry}.ts`), graph));
	const isNeededBy = (_, index) => startSets[index].has(id);
	const [first, ...others] = entries.filter(isNeededBy);
	const [, node] = NODE.exec(id) ?? [];
	if (graph.getModuleInfo(id)?.isEntry) return null;
	if (first === undefined) return node ? `${node}.run` : 'api';
	const [, onlyNode] = (others.length === 0 && NODE.exec(`/${first}`)) || [];
	return onlyNode ?? 'start';
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
				startSets = undefined;
			},
		},
	],
	// No file does anything when it is loaded but define things.
	treeshake: { moduleSideEffects: false },
	output: {
		dir: 'dist',
		format: 'cjs',
		entryFileNames: '[name].js',
		chunkFileNames: 'code/[name].js',
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
