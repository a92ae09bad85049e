/** `npm run bench`: measures, prints the figures, writes them into `docs/bench.md` and draws them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { explain } from '../../scripts/explain';
import { abortOnSignals } from '../../scripts/interrupt';
import { obtainN8n } from '../../scripts/n8n/obtain';
import { Problem } from '../../scripts/problem';
import { say } from '../../scripts/report';
import { startAnswers } from './answers';
import { lostAnswers, stormsBeside } from './besideHttpRequest';
import { byChance } from './byChance';
import { conditionsNow } from './conditions';
import { document, sectionsOf, sectionText, table } from './document';
import { itemCost } from './itemCost';
import { load } from './load';
import type { Measurement, World } from './measurement';
import { memory } from './memory';
import { plotOf } from './plot/plot';
import { polls } from './polls';
import { storms } from './storms';
import { uploads } from './uploads';

const REPOSITORY = join(__dirname, '../..');
/** In the order of the report. */
const PARTS = [itemCost, memory, storms, stormsBeside, lostAnswers, byChance, polls, uploads, load];

const REPORT = join(REPOSITORY, 'docs', 'bench.md');
const PLOT = join(REPOSITORY, 'docs', 'images', 'bench.svg');

async function bench(signal: AbortSignal): Promise<void> {
	const chosen = process.env.TWELVELABS_N8N_DIR || undefined;
	const n8n = await obtainN8n(REPOSITORY, chosen, signal);
	const answers = await startAnswers();
	try {
		const world: World = { answers, n8n, signal };
		const all = PARTS.map((part) => part(world));
		for (const measurement of named(process.argv[2], all)) {
			say(`\n${measurement.name}`);
			const conditions = await conditionsNow(REPOSITORY, n8n, signal);
			const rows = await measurement.run();
			say(table(rows, conditions));
			// At once: a run that ends later than this part leaves it in the report.
			await replace(measurement.name, sectionText(measurement, rows, conditions), all);
		}
	} finally {
		answers.close();
	}
}

/** @param word of the name of a part; all of them without one */
function named(word = '', all: Measurement[]): Measurement[] {
	// From the begin of a word: `load` does not mean uploads.
	const chosen = all.filter(({ name }) =>
		` ${name}`.toLowerCase().includes(` ${word.toLowerCase()}`),
	);
	if (chosen.length > 0) return chosen;
	const names = all.map(({ name }) => name).join('\n');
	throw new Problem(`No part has "${word}" in its name.`, `There are:\n${names}`);
}

/** Writes one part of the report, leaves the others that there still are as they were, and draws the plot of all of them. */
async function replace(name: string, text: string, all: Measurement[]): Promise<void> {
	const sections = sectionsOf(await readFile(REPORT, 'utf8')).set(name, text);
	const inOrder = all.flatMap((measurement) => sections.get(measurement.name) ?? []);
	const style = await resolveConfig(REPORT);
	const report = await format(document(inOrder), { ...style, parser: 'markdown' });
	await writeFile(REPORT, report);
	await writeFile(PLOT, plotOf(report));
}

const signal = abortOnSignals();
const stopped = new Promise<never>((_, reject) => {
	signal.addEventListener('abort', () => reject(signal.reason as Error));
});
// What still runs ends with us.
Promise.race([bench(signal), stopped]).then(
	() => process.exit(),
	(error: unknown) => process.exit(explain(error, signal)),
);
