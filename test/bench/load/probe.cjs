/**
 * Loads the nodes and credentials of one package as n8n does when it starts: requires each file and makes one instance of its
 * class. A plain process of its own for each measurement, since what compiles TypeScript here would slow it down.
 * Arguments: the folder of the package, files of it to load. Without files, all that its package.json lists; `rest` loads these
 * before it measures, and then all other code of the package.
 */
const { readdirSync, readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { basename, join } = require('node:path');

const [, , folder, ...chosen] = process.argv;
const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const listed = [...n8n.nodes, ...n8n.credentials];
const isRest = chosen[0] === 'rest';
const instanceOf = (file) => {
	const [name] = basename(file).split('.');
	return new (require(join(folder, file))[name])();
};
const codeOf = (part) =>
	readdirSync(join(folder, part), { recursive: true })
		.filter((file) => file.endsWith('.js'))
		.map((file) => join(folder, part, file));

// n8n has it loaded before it loads any package.
createRequire(join(folder, 'package.json'))('n8n-workflow');
const instances = isRest ? listed.map(instanceOf) : [];
const rest = isRest ? codeOf('dist') : [];
const files = isRest || chosen.length > 0 ? chosen.filter((file) => file !== 'rest') : listed;
const before = new Set(Object.keys(require.cache));
const heapInUse = () => {
	// Two: the first one may leave what weak references held.
	global.gc();
	global.gc();
	return process.memoryUsage().heapUsed;
};

const heap = heapInUse();
const cpu = process.cpuUsage();
const begin = performance.now();
instances.push(...files.map(instanceOf));
rest.forEach((file) => require(file));
const ms = performance.now() - begin;
const { user, system } = process.cpuUsage(cpu);

const loaded = Object.keys(require.cache).filter((file) => !before.has(file));
const use = { ms, cpuMs: (user + system) / 1_000, files: loaded.length, heap: heapInUse() - heap };
// The instances live until the heap is measured.
if (instances.length > 0) process.stdout.write(JSON.stringify(use));
