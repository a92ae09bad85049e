/** `npm run bench`: measures, prints the figures and writes them into `docs/bench.md`. */
import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { run } from '../../scripts/command';
import { explain } from '../../scripts/explain';
import { abortOnSignals } from '../../scripts/interrupt';
import { obtainN8n } from '../../scripts/n8n/obtain';
import { N8N_VERSION } from '../../scripts/n8n/versions';
import { say } from '../../scripts/report';
import { startAnswers } from './answers';
import { byChance } from './byChance';
import { document, table, type Section } from './document';
import { itemCost } from './itemCost';
import type { Measurement } from './measurement';
import { memory } from './memory';
import { storms } from './storms';

const REPOSITORY = join(__dirname, '../..');
const REPORT = join(REPOSITORY, 'docs', 'bench.md');

async function bench(signal: AbortSignal): Promise<void> {
	const chosen = process.env.TWELVELABS_N8N_DIR || undefined;
	const n8n = await obtainN8n(REPOSITORY, chosen, signal);
	const load = loadavg()[0].toFixed(1);
	const answers = await startAnswers();
	try {
		const world = { answers, n8n };
		const all: Measurement[] = [itemCost(world), memory(world), storms(world), byChance(world)];
		const word = process.argv[2]?.toLowerCase() ?? '';
		const measurements = all.filter(({ name }) => name.toLowerCase().includes(word));
		const sections: Section[] = [];
		for (const measurement of measurements) {
			say(`\n${measurement.name}`);
			const rows = await measurement.run();
			say(table(rows));
			sections.push({ measurement, rows });
		}
		// A part of the report would not be one.
		if (word !== '') return;
		await write(
			document(sections, {
				'Node.js': await versionOf(n8n.node, signal),
				n8n: N8N_VERSION,
				'Load of the machine at the start': load,
			}),
		);
	} finally {
		answers.close();
	}
}

/** @param node the program */
const versionOf = async (node: string, signal: AbortSignal): Promise<string> =>
	(await run(node, ['--version'], { cwd: REPOSITORY, signal })).trim().replace(/^v/, '');

async function write(text: string): Promise<void> {
	const style = await resolveConfig(REPORT);
	await writeFile(REPORT, await format(text, { ...style, parser: 'markdown' }));
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
