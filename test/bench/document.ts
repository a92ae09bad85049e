import Table from 'cli-table3';

import { MAX_LOAD_PER_CORE, type Conditions } from './busy';
import type { Measurement, Row } from './measurement';

/** A part of the report as it stands in the file, by its heading. */
export type Sections = Map<string, string>;

const COLUMNS = ['Measured', 'Figure', 'Target', 'Met'];

const HEADING = '## ';

const BUSY = 'busy';

/** Stands in the part of a report whose times are not sound. */
export const BUSY_NOTE = 'The machine had other work to do';

const cells = ({ what, value, target = '', met, isCount }: Row, isBusy: boolean): string[] => {
	const verdict = met ? 'yes' : 'no';
	return [what, value, target, met === undefined ? '' : isBusy && !isCount ? BUSY : verdict];
};

/** For the terminal; without colours, so that it reads the same in a log. */
export function table(rows: Row[], { isBusy }: Conditions): string {
	const drawn = new Table({ head: COLUMNS, style: { head: [], border: [], compact: true } });
	drawn.push(...rows.map((row) => cells(row, isBusy)));
	return drawn.toString();
}

/** The whole of `docs/bench.md`. Prettier puts it into shape. */
export const document = (sections: string[]): string =>
	[
		'# Benchmark',
		"What the nodes cost beside the API, and beside what people build of n8n's own nodes, measured with n8n's own engine. This file is",
		'written by `npm run bench`, which runs on demand and is no test: figures of different machines cannot be compared, ratios within one',
		'run can. What is not met stays in it.',
		'',
		'![Bars of the main figures below](images/bench.svg)',
		'',
		...sections,
		'## How to repeat',
		'```bash\nnpm ci && npm run bench\n```',
		'`npm run bench -- uploads` measures the part of that name alone, and replaces it here; the others stay as they are.',
		'HTTP Request comes from the n8n of `npm start`, which is installed when it is not there yet (`TWELVELABS_N8N_DIR` names',
		'another folder for it). Uploads need Linux and curl. Nothing else heavy should run meanwhile: where the load is above',
		`${MAX_LOAD_PER_CORE} for each core when a part begins, its times and rates are not judged.`,
	].join('\n');

/** A part as it stands in the file. */
export const sectionText = (
	{ name, method }: Measurement,
	rows: Row[],
	{ text, isBusy }: Conditions,
): string =>
	[
		`${HEADING}${name}`,
		'',
		method,
		'',
		`Measured ${text}.`,
		...(isBusy ? [`${BUSY_NOTE}: counts hold, other figures are not judged (*${BUSY}*).`] : []),
		'',
		...markdownTable(rows, isBusy),
		'',
	].join('\n');

/** The parts of a report that was written before. */
export function sectionsOf(report: string): Sections {
	const [, ...parts] = `\n${report}`.split(`\n${HEADING}`);
	return new Map(parts.map((part) => [part.split('\n', 1)[0], `${HEADING}${part}\n`]));
}

const markdownTable = (rows: Row[], isBusy: boolean): string[] =>
	[COLUMNS, COLUMNS.map(() => '---'), ...rows.map((row) => cells(row, isBusy))].map(
		(line) => `| ${line.join(' | ')} |`,
	);
