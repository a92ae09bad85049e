const { dest, parallel, src } = require('gulp');

/** What the compiler leaves behind and n8n needs beside the code: icons, codex files, output previews. */
const assets = [
	'icons/*.svg',
	'nodes/**/*.svg',
	'nodes/**/*.node.json',
	'nodes/**/__schema__/**/*.json',
];

// `encoding: false` copies bytes as they are; gulp 5 would otherwise decode everything as UTF-8.
const copyAssets = () => src(assets, { base: '.', encoding: false }).pipe(dest('dist'));

exports.default = parallel(copyAssets);
