import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { handlers } from '../../simulator/routes';
import { DEFAULT_SWITCHES, type Switches } from '../../simulator/switches';
import { parsePage, type Cell, type Page } from '../docs/page';

const read = (path: string) => readFileSync(join(__dirname, '../..', path), 'utf8');

let page: Page;
beforeAll(async () => {
	page = await parsePage('docs/simulator.md', read('docs/simulator.md'));
});

/** Rows of the table under a heading, without its header. */
const rowsUnder = (heading: string): Cell[][] =>
	page.tables.find(({ under }) => under.at(-1) === heading)?.rows.slice(1) ?? [];

/** By its name, what a switch may be, in the order of the code: the choices of its type, if it has any. */
const readings = new Map(
	[...read('simulator/switches.ts').matchAll(/^\t(\w+): ([^;\n]+);/gm)].map(([, name, type]) => [
		name,
		type === 'boolean'
			? ['true', 'false']
			: type
					.split('|')
					.map((one) => one.trim())
					.filter((one) => /^(?:'.+'|\d+)$/.test(one))
					.map((one) => one.replaceAll("'", '')),
	]),
);

test('The page about the simulator has a row for each switch, and for nothing else', () => {
	const names = rowsUnder('Switches').map(([{ text }]) => text);
	expect(names.sort()).toEqual(Object.keys(DEFAULT_SWITCHES).sort());
});

test('each row has all readings of its switch, the default first', () => {
	for (const [{ text: name }, { text }] of rowsUnder('Switches')) {
		const choices = readings.get(name) ?? [];
		const initial: unknown = DEFAULT_SWITCHES[name as keyof Switches];
		const stated = text.split(', ');
		if (choices.length > 0 && typeof initial !== 'object') {
			expect([name, stated.toSorted()]).toEqual([name, choices.toSorted()]);
			expect([name, stated[0]]).toEqual([name, String(initial)]);
		} else if (typeof initial === 'number') {
			expect([name, text]).toEqual([name, `milliseconds, ${initial.toLocaleString('en')}`]);
		}
	}
});

test('the table of parity has each switch and each call that the simulator answers, once', () => {
	const codes = (column: number) => rowsUnder('Parity').flatMap((row) => row[column].codes);
	expect(codes(1).sort()).toEqual(Object.keys(handlers).sort());
	expect(codes(2).sort()).toEqual(Object.keys(DEFAULT_SWITCHES).sort());
});
