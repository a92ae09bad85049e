const { Transform } = require('node:stream');

const { dest, parallel, src } = require('gulp');

const { repository } = require('./package.json');

/** What the compiler leaves behind and n8n needs beside the code: icons, and as JSON output previews. */
const icons = ['icons/*.svg', 'nodes/**/*.svg'];
const previews = 'nodes/**/__schema__/**/*.json';

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

/** Copies JSON without white space, of which a preview is half. */
const copyJson = (files, change = (json) => json) =>
	src(files, { base: '.' })
		.pipe(
			new Transform({
				objectMode: true,
				transform(file, _encoding, done) {
					const json = change(JSON.parse(file.contents.toString()));
					file.contents = Buffer.from(JSON.stringify(json));
					done(null, file);
				},
			}),
		)
		.pipe(dest('dist'));

// `encoding: false` copies bytes as they are; gulp 5 would otherwise decode everything as UTF-8.
const copyIcons = () => src(icons, { base: '.', encoding: false }).pipe(dest('dist'));

const copyPreviews = () => copyJson(previews);

const copyCodex = () => copyJson('nodes/**/*.node.json', withAddresses);

exports.default = parallel(copyIcons, copyPreviews, copyCodex);
