import { cpus, totalmem } from 'node:os';

import Table from 'cli-table3';

import type { Measurement, Row } from './measurement';

/** A measurement and what came of it. */
export interface Section {
	measurement: Measurement;
	rows: Row[];
}

const COLUMNS = ['Measured', 'Figure', 'Target', 'Met'];

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
export const document = (sections: Section[], versions: Record<string, string>): string =>
	[
		'# Benchmark',
		"What the node costs beside the API, measured with n8n's own engine. This file is written by `npm run bench`, which runs on",
		'demand and is no test: figures of different machines cannot be compared, ratios within one run can.',
		'',
		...conditions(versions).map((line) => `- ${line}`),
		...sections.map(sectionText),
		'## How to repeat',
		'```bash\nnpm ci && npm run bench\n```',
		'HTTP Request comes from the n8n of `npm start`, which is installed when it is not there yet (`TWELVELABS_N8N_DIR` names',
		'another folder for it). Nothing else heavy should run meanwhile.',
	].join('\n');

const sectionText = ({ measurement: { name, method }, rows }: Section): string =>
	['', `## ${name}`, method, '', ...markdownTable(rows), ''].join('\n');

const markdownTable = (rows: Row[]): string[] =>
	[COLUMNS, COLUMNS.map(() => '---'), ...rows.map(cells)].map((line) => `| ${line.join(' | ')} |`);

function conditions(versions: Record<string, string>): string[] {
	const [{ model }, ...others] = cpus();
	return [
		`Date: ${new Date().toISOString().slice(0, 10)}`,
		`Machine: ${others.length + 1} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}`,
		...Object.entries(versions).map(([name, version]) => `${name}: ${version}`),
	];
}
