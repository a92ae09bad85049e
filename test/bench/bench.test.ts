import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sectionText, table } from './document';
import { PANELS } from './plot/panels';
import { plotOf } from './plot/plot';

const DOCS = join(__dirname, '../../docs');
const textOf = (file: string) => readFileSync(join(DOCS, file), 'utf8');

const measurement = { name: 'Part', method: 'As it is done.', run: async () => [] };
const rows = [
	{ what: 'Time', value: '1.5', target: 'at most 1', met: false },
	{ what: 'Requests', value: '3', target: 'at most 3', met: true, isCount: true },
];
const quiet = { text: '2026-11-27', isBusy: false };

/** The last cell of each row. */
const verdicts = (text: string) =>
	text
		.split('\n')
		.filter((line) => line.startsWith('| ') && !line.startsWith('| Measured'))
		.slice(1)
		.map((line) => line.split(' | ').at(-1)?.replace(' |', ''));

test('a target that is not met stays in the report', () => {
	expect(verdicts(sectionText(measurement, rows, quiet))).toEqual(['no', 'yes']);
});

test('on a busy machine counts are judged, and nothing else is', () => {
	const busy = { ...quiet, isBusy: true };
	const text = sectionText(measurement, rows, busy);
	expect(verdicts(text)).toEqual(['busy', 'yes']);
	expect(text).toContain('The machine had other work to do');
	expect(table(rows, busy)).toContain('busy');
});

test('the plot in docs/ shows what the report says', () => {
	expect(textOf('images/bench.svg')).toBe(plotOf(textOf('bench.md')));
});

test('every bar of the plot has its row in the report', () => {
	const report = textOf('bench.md');
	const missing = PANELS.flatMap(({ bars }) => bars)
		.map(({ what }) => what)
		.filter((what) => !report.includes(`| ${what} `));
	expect(missing).toEqual([]);
});

test('the plot leaves out what was not measured, and draws no bar for 0', () => {
	const [{ bars }] = PANELS;
	const report = (value: string) => `## Part\n\n| ${bars[0].what} | ${value} | | |\n`;
	const svg = plotOf(report('1,234.5 ms'));
	expect(svg).toContain('>1,234.5 ms</text>');
	expect(svg.match(/class="(?:own|other)"/g)).toEqual(['class="own"']);
	expect(plotOf(report('0 ms'))).toContain('width="0.0"');
});

test('the plot says which times a busy machine had', () => {
	const row = { what: PANELS[0].bars[0].what, value: '3 ms' };
	const plotAt = (isBusy: boolean) => plotOf(sectionText(measurement, [row], { ...quiet, isBusy }));
	expect(plotAt(true)).toContain('the machine was busy');
	expect(plotAt(false)).not.toContain('the machine was busy');
});
