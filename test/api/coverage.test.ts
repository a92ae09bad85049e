import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ENDPOINTS, type Endpoint } from '../../nodes/api/endpoints';
import { parsePage } from '../docs/page';

const REPOSITORY = join(__dirname, '../..');
const PAGE = 'docs/api-coverage.md';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const textOf = (file: string) => readFileSync(join(REPOSITORY, file), 'utf8');

const { paths } = JSON.parse(textOf('simulator/contract.json')) as {
	paths: Record<string, object>;
};
const calls = Object.entries(paths).flatMap(([path, operations]) =>
	Object.keys(operations)
		.filter((method) => METHODS.includes(method))
		.map((method) => ({ call: `${method.toUpperCase()} ${path}`, path })),
);

const endpoints = Object.entries(ENDPOINTS).flatMap(([group, members]) =>
	Object.entries<Endpoint>(members).map(([name, { method, path }]) => ({
		name: `ENDPOINTS.${group}.${name}`,
		call: `${method} ${path}`,
	})),
);

/** The paths that the page leaves out, each with all that is below it. */
async function leftOut(): Promise<string[]> {
	const { tables } = await parsePage(PAGE, textOf(PAGE));
	return tables.flatMap(({ rows: [, ...rows] }) => rows.flatMap(([{ codes }]) => codes));
}

const isBelow = (path: string, start: string) => path === start || path.startsWith(`${start}/`);

test('every call of the API is made by the nodes, or left out for a reason that stands in the docs', async () => {
	const made = endpoints.map(({ call }) => call);
	const out = await leftOut();
	const neither = calls.filter(
		({ call, path }) => made.includes(call) === out.some((start) => isBelow(path, start)),
	);
	expect(neither).toEqual([]);
	expect(calls.length).toBeGreaterThan(80);
});

test('the nodes make no call that the API does not have', () => {
	const all = calls.map(({ call }) => call);
	expect(endpoints.filter(({ call }) => !all.includes(call))).toEqual([]);
});

test('nothing is left out that the API does not have', async () => {
	const unknown = (await leftOut()).filter(
		(start) => !calls.some(({ path }) => isBelow(path, start)),
	);
	expect(unknown).toEqual([]);
});

test('every call that the nodes know is made somewhere', () => {
	const nodes = readdirSync(join(REPOSITORY, 'nodes'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts') && file !== join('api', 'endpoints.ts'))
		.map((file) => textOf(join('nodes', file)))
		.join('\n');
	expect(endpoints.filter(({ name }) => !new RegExp(`${name}\\b`).test(nodes))).toEqual([]);
});
