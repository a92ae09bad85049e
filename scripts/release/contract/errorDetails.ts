import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Declares what every API error has. */
const DECLARATION = 'nodes/api/errors/details.ts';

/** Set all at once by waits and lists. */
const BY_WAITS_AND_LISTS = ['status', 'read', 'total'];

/**
 * What `details` of an item on the error output may hold, read from the source: the fields of every API error, and what an item
 * notes of itself on its way.
 * @param repository a checkout
 */
export function errorDetailNames(repository: string): string[] {
	const declared = readFileSync(join(repository, DECLARATION), 'utf8')
		.split('export interface ApiErrorDetails')[1]
		.split('\n}')[0];
	const nodes = join(repository, 'nodes');
	const files = readdirSync(nodes, { recursive: true, encoding: 'utf8' }).filter((file) =>
		file.endsWith('.ts'),
	);
	const names = [
		...[...declared.matchAll(/^\t(\w+)\??:/gm)].map(([, name]) => name),
		...files.flatMap((file) => notedIn(readFileSync(join(nodes, file), 'utf8'))),
		...BY_WAITS_AND_LISTS,
	];
	return [...new Set(names)];
}

const notedIn = (code: string): string[] => [
	...[...code.matchAll(/\bfacts\.(\w+) = /g)].map(([, name]) => name),
	...[...code.matchAll(/Object\.assign\(item\.facts, \{([^;]*)\}\)/g)].flatMap(([, fields]) =>
		[...fields.matchAll(/(?:^|[{,])\s*(_?[a-z]+(?:_[a-z]+)*)(?=:|,|\s*\}|\s*$)/g)].map(
			([, name]) => name,
		),
	),
];
