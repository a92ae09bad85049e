import Table from 'cli-table3';

import type { Measurement, Row } from './measurement';

/** A part of the report as it stands in the file, by its heading. */
export type Sections = Map<string, string>;

const COLUMNS = ['Measured', 'Figure', 'Target', 'Met'];

const HEADING = '## ';

const cells = ({ what, value, target = '', met }: Row): string[] => [
	what,
	value,
	target,
	met === undefined ? '' : met ? 'yes' : 'no',
];

/** For the terminal; without colours, so that it reads the same in a log. */
export function table(rows: Row[]): string {
	const drawn = new Table({ head: COLUMNS, style: { head: [], border: [], compact: true } });
	drawn.push(...rows.map(cells));
	return drawn.toString();
}

/** The whole of `docs/bench.md`. Prettier puts it into shape. */
export const document = (sections: string[]): string =>
	[
		'# Benchmark',
		"What the node costs beside the API, measured with n8n's own engine. This file is written by `npm run bench`, which runs on",
		'demand and is no test: figures of different machines cannot be compared, ratios within one run can.',
		'',
		...sections,
		'## How to repeat',
		'```bash\nnpm ci && npm run bench\n```',
		'`npm run bench -- uploads` measures the part of that name alone, and replaces it here; the others stay as they are.',
		'HTTP Request comes from the n8n of `npm start`, which is installed when it is not there yet (`TWELVELABS_N8N_DIR` names',
		'another folder for it). Uploads need Linux and curl. Nothing else heavy should run meanwhile.',
	].join('\n');

/** @param conditions under which it was measured, in one line */
export const sectionText = (
	{ name, method }: Measurement,
	rows: Row[],
	conditions: string,
): string =>
	[
		`${HEADING}${name}`,
		'',
		method,
		'',
		`Measured ${conditions}.`,
		'',
		...markdownTable(rows),
		'',
	].join('\n');

/** The parts of a report that was written before. */
export function sectionsOf(report: string): Sections {
	const [, ...parts] = `\n${report}`.split(`\n${HEADING}`);
	return new Map(parts.map((part) => [part.split('\n', 1)[0], `${HEADING}${part}\n`]));
}

const markdownTable = (rows: Row[]): string[] =>
	[COLUMNS, COLUMNS.map(() => '---'), ...rows.map(cells)].map((line) => `| ${line.join(' | ')} |`);
