const { Transform } = require('node:stream');

const { dest, parallel, src } = require('gulp');

const { repository } = require('./package.json');

/** What the compiler leaves behind and n8n needs beside the code: icons and output previews. */
const assets = ['icons/*.svg', 'nodes/**/*.svg', 'nodes/**/__schema__/**/*.json'];

/** Codex files name the documentation by its path in the repository; the repository stands in package.json alone. */
const FILES = `${repository.url.replace(/\.git$/, '')}/blob/HEAD/`;

const withAddresses = (codex) => ({
	...codex,
	resources: Object.fromEntries(
		Object.entries(codex.resources).map(([kind, links]) => [
			kind,
			links.map(({ url }) => ({ url: new URL(url, FILES).href })),
		]),
	),
});

// `encoding: false` copies bytes as they are; gulp 5 would otherwise decode everything as UTF-8.
const copyAssets = () => src(assets, { base: '.', encoding: false }).pipe(dest('dist'));

const copyCodex = () =>
	src('nodes/**/*.node.json', { base: '.' })
		.pipe(
			new Transform({
				objectMode: true,
				transform(file, _encoding, done) {
					const codex = withAddresses(JSON.parse(file.contents.toString()));
					file.contents = Buffer.from(`${JSON.stringify(codex, null, '\t')}\n`);
					done(null, file);
				},
			}),
		)
		.pipe(dest('dist'));

exports.default = parallel(copyAssets, copyCodex);
