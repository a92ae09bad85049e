import { EXPLAINED } from './explained';
import { scoreOf, sumOf, type Counts, type PartResult, type Survivor } from './results';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function row(name: string, counts: Counts, when = ''): string {
	const { killed, timeout, survived, notReached, leftOut } = counts;
	const cells = [name, percent(scoreOf(counts)), killed, timeout, survived, notReached, leftOut];
	return `| ${[...cells, when].join(' | ')} |`;
}

const reasonOf = ({ file, code }: Survivor): string | undefined =>
	EXPLAINED.find(
		(each) => file.endsWith(each.file) && each.lines.some((line) => code.includes(line)),
	)?.why;

/** In which files and lines. */
function places(survivors: Survivor[]): string {
	const lines = new Map<string, Set<number>>();
	for (const { file, line } of survivors) {
		lines.set(file, (lines.get(file) ?? new Set()).add(line));
	}
	return [...lines]
		.map(([file, all]) => `\`${file.replace('nodes/', '')}\` ${[...all].join(', ')}`)
		.join('; ');
}

/**
 * The whole of `docs/mutation.md`. Prettier puts it into shape.
 * @param results by the name of the part, in the order of the report
 * @param missing names of parts that have not been run
 */
export function report(results: ReadonlyMap<string, PartResult>, missing: string[]): string {
	const all = [...results.values()];
	const survivors = all.flatMap((result) => result.survivors);
	const reasons = new Map<string, Survivor[]>();
	for (const survivor of survivors) {
		const why = reasonOf(survivor);
		if (why) reasons.set(why, [...(reasons.get(why) ?? []), survivor]);
	}
	const unexplained = survivors.filter((survivor) => reasonOf(survivor) === undefined);
	const notReached = unexplained.filter(({ isReached }) => !isReached);
	const reached = unexplained.filter(({ isReached }) => isReached);
	return [
		...HEAD,
		'## Score',
		'',
		'| Folder | Score | Killed | Out of time | Survived | Not reached | Left out | Run |',
		'| --- | --- | --- | --- | --- | --- | --- | --- |',
		...[...results].map(([name, { counts, date, commit }]) =>
			row(name, counts, `${date}, ${commit}`),
		),
		...(all.length === 0 ? [] : [row('**All of these**', sumOf(all.map(({ counts }) => counts)))]),
		'',
		'_Out of time_ counts as detected: a loop that does not end, or a promise that stays open. _Not reached_ is code that no unit test of the same folder runs. _Left out_ is what is computed once, when a file is loaded.',
		'',
		...(missing.length === 0 ? [] : [`Not run yet: ${missing.join(', ')}.`, '']),
		'## Survivors',
		'',
		...[...reasons].map(([why, these]) => `- ${these.length}: ${why} (${places(these)})`),
		...(reached.length === 0
			? []
			: [`- ${reached.length} without an explanation yet: ${places(reached)}`]),
		...(notReached.length === 0
			? []
			: [
					`- ${notReached.length} that no unit test of the folder reaches; the suites in n8n-core do: ${places(notReached)}`,
				]),
		'',
		...FOOT,
	].join('\n');
}

const HEAD = [
	'# Mutation testing',
	'',
	'How much of a change in the code its unit tests notice. Stryker changes one thing at a time (a comparison, a condition, a calculation, a block) and runs the tests that reach it; a change that no test notices survives. At least 85 % are to be noticed. This file is written by `npm run mutation`, which runs on demand and is no test.',
	'',
];

const FOOT = [
	'## How it is judged',
	'',
	'- **By the unit tests of the same folder only**: `test/` mirrors `nodes/`. The suites that run the built package in n8n-core, and the end-to-end tests, notice more; they take seconds for each mutant, so they judge none.',
	'- **Not mutated**: the action node, whose operations are tested in n8n-core; of the trigger, what n8n calls, and whatever sends requests, since `test/TwelveLabsTrigger/mutants` puts faults into it and has random histories find each; fields of the panel that choose from lists.',
	'- **Left out**: texts (`StringLiteral`), which the tests compare where they are made and not word by word; what is computed once, when a file is loaded (`ignoreStatic`), since each such mutant needs all tests.',
	'- **Tests that judge nothing here**: simulations by chance that take seconds each (histories and backlog of the trigger; storms and fairness of the rate limiter). Tests with random values run at most 100 cases each, the same for every mutant.',
	'- **Time**: a mutant is out of time after 20 seconds and three times what its tests took; a single test after 10 seconds. On a machine with no time to spare, some of these are only slow.',
	'',
	'## How to repeat',
	'',
	'```bash\nnpm run mutation\n```',
	'',
	'`npm run mutation -- api/client` runs the parts of that name alone, and replaces them here. Stryker keeps its results below `.stryker`, and does not judge again what has not changed; survivors are judged anew. `npm run mutation -- report` writes this file from the results that are committed beside the code in `test/mutation`, where `explained.ts` says why a survivor is none that a test should notice.',
];
