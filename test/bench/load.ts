import { join } from 'node:path';

import { run } from '../../scripts/command';
import { FIRECRAWL } from './load/others';
import { installOthers, ownPackage, type Package } from './load/packages';
import type { Measurement, Row, World } from './measurement';
import { median, quantile } from './statistics';

const REPOSITORY = join(__dirname, '../..');
const PROBE = join(__dirname, 'load', 'probe.cjs');

/** Loads of the same package differ by a half: with nine rounds the ratio came to 0.96, 0.98 and 1.00. */
const ROUNDS = 25;

/** The limit before there were embeddings: see docs/decisions/0009-few-minified-files.md. */
const MAX_KILOBYTES = 300;

const REST = 'Rest';

/** What loading took. */
interface Load {
	ms: number;
	cpuMs: number;
	files: number;
	/** Bytes in use that were not before. */
	heap: number;
}

/** One thing whose loading is measured. */
interface Subject {
	label: string;
	folder: string;
	/** See `probe.cjs`. */
	files: string[];
}

/** Load time, heap and size beside packages of others. */
export const load = ({ n8n, signal }: World): Measurement => ({
	name: 'Load time, heap and size, beside other packages',
	method: [
		"n8n loads a community package when it starts: it requires the file of each node and credential, and makes one instance of its class. That is measured here, in a process of its own for each figure, with n8n-workflow loaded before, and files in the system's cache.",
		`${ROUNDS} rounds, in each of them all packages in turn; figures are medians, with the middle half of the rounds in brackets, and a ratio is the median of the ratios of the rounds. *Heap* is what is in use after a garbage collection, less what was before.`,
		'*Rest* is all code of this package that n8n does not load when it starts, loaded at once: what the first run of an operation costs besides is a part of it.',
		'The packages of others are installed from npm in fixed versions, without scripts.',
	].join(' '),
	run: async () => {
		const own = await ownPackage(REPOSITORY, signal);
		const others = await installOthers(REPOSITORY, signal);
		const packages = [own, ...others];
		const nodes = ['TwelveLabs', 'TwelveLabsTrigger', 'EmbeddingsTwelveLabs'].map((node) => ({
			label: `${node} alone`,
			folder: REPOSITORY,
			files: [`dist/nodes/${node}/${node}.node.js`],
		}));
		const subjects: Subject[] = [
			...packages.map(({ name, folder }) => ({ label: name, folder, files: [] })),
			...nodes,
			{ label: REST, folder: REPOSITORY, files: ['rest'] },
		];
		const loads = await measured(subjects, async ({ folder, files }) => {
			const args = ['--expose-gc', PROBE, folder, ...files];
			return JSON.parse(await run(n8n.node, args, { cwd: REPOSITORY, signal })) as Load;
		});
		return [...timeRows(own.name, loads), ...heapRows(loads), ...sizeRows(own, others)];
	},
});

/** By label, one for each round. In turn, since the speed of a machine changes within minutes. */
async function measured(
	subjects: Subject[],
	probe: (subject: Subject) => Promise<Load>,
): Promise<Map<string, Load[]>> {
	const loads = new Map(subjects.map(({ label }) => [label, [] as Load[]]));
	// Round 0 brings the files into the system's cache.
	for (let round = 0; round <= ROUNDS; round++) {
		for (const subject of subjects) {
			const one = await probe(subject);
			if (round > 0) loads.get(subject.label)?.push(one);
		}
	}
	return loads;
}

function timeRows(own: string, loads: Map<string, Load[]>): Row[] {
	const rows = [...loads].map(([label, rounds]): Row => {
		const [low, middle, high] = [0.25, 0.5, 0.75].map((share) =>
			quantile(
				rounds.map(({ ms }) => ms),
				share,
			).toFixed(1),
		);
		const files = `${rounds[0].files} ${rounds[0].files === 1 ? 'file' : 'files'}`;
		return { what: `Load time, ${label}`, value: `${middle} ms (${low} to ${high}), ${files}` };
	});
	return [...rows, ...ratioRows(own, loads)];
}

function ratioRows(own: string, loads: Map<string, Load[]>): Row[] {
	const [mine = [], theirs = []] = [own, FIRECRAWL].map((name) => loads.get(name));
	const ratioOf = (what: 'ms' | 'cpuMs') =>
		median(mine.map((one, round) => one[what] / theirs[round][what]));
	const time = ratioOf('ms');
	return [
		{
			what: `Load time, ${own}, of ${FIRECRAWL}`,
			value: `${time.toFixed(2)} times`,
			target: 'at most 1 times',
			met: time <= 1,
		},
		{
			what: `Processor time of loading, ${own}, of ${FIRECRAWL}`,
			value: `${ratioOf('cpuMs').toFixed(2)} times`,
		},
	];
}

const heapRows = (loads: Map<string, Load[]>): Row[] =>
	[...loads].map(([label, rounds]) => ({
		what: `Heap, ${label}`,
		value: `${(median(rounds.map(({ heap }) => heap)) / 1e6).toFixed(1)} MB`,
	}));

const sizeRows = (own: Package, others: Package[]): Row[] => [
	{
		...sizeRow(own),
		target: `below ${MAX_KILOBYTES} kB`,
		met: own.size < MAX_KILOBYTES * 1_000,
		isCount: true,
	},
	...others.map(sizeRow),
];

const sizeRow = ({ name, size, files }: Package): Row => ({
	what: `Unpacked, ${name}`,
	value: `${Math.round(size / 1_000).toLocaleString('en')} kB, ${files} files`,
});
