import { FILES, readText } from './repository';

const CODE = FILES.filter((path) => /^nodes\/.*\.ts$/.test(path));

/**
 * What `details` of an item on the error output may hold, read from the code: the fields of every API error, and what an item
 * notes of itself on its way.
 */
export function detailNames(): string[] {
	const declared = readText('nodes/api/errors/details.ts')
		.split('export interface ApiErrorDetails')[1]
		.split('\n}')[0];
	const names = [
		...[...declared.matchAll(/^\t(\w+)\??:/gm)].map(([, name]) => name),
		...CODE.flatMap((path) => notedIn(readText(path))),
		// By waits and lists, which set all of their details at once.
		...['status', 'read', 'total'],
	];
	return [...new Set(names)];
}

const notedIn = (code: string): string[] => [
	...[...code.matchAll(/\bfacts\.(\w+) = /g)].map(([, name]) => name),
	...[...code.matchAll(/Object\.assign\(item\.facts, \{([^;]*)\}\)/g)].flatMap(([, fields]) =>
		[...fields.matchAll(/\b(_?[a-z]+(?:_[a-z]+)?)(?=:|,| \}|\s*$)/g)].map(([, name]) => name),
	),
];

/** All texts of the code, in which what is put in stands as `…`. */
const TEXTS = CODE.map((path) => readText(path).replace(/\$\{[^}]*\}/g, '…')).join('\n');

/** Words in a row that no item can change: without numbers, names of files, IDs and what is in quotes. */
const FIXED = /…|:|\S*\d\S*|\S+\.\w+|"[^"]*"|\([^)]*\)/;

/** Whether the node can say this, where `…` and examples of values stand for what is put in. */
export const isMessage = (message: string): boolean =>
	message
		.split(FIXED)
		.map((part) => part.replace(/^[\s,.:;]+|[\s,.:;]+$/g, ''))
		.filter((part) => part.includes(' '))
		.every((part) => TEXTS.includes(part));
