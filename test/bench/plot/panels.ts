import { PACKAGE } from '../../../scripts/names';
import { FIRECRAWL, OTHERS } from '../load/others';
import { WATCHERS } from '../polls/names';
import { WAYS } from '../ways/names';

/** One bar: a row of the report, by the name that the report has for it. */
export interface Bar {
	label: string;
	what: string;
	/** Whether it is that of this package. */
	isOwn: boolean;
}

/** Bars with one scale. */
export interface Panel {
	title: string;
	/** Behind each number. */
	unit?: string;
	isLessBetter: boolean;
	/** Whether its figures depend on what else the machine had to do. */
	isTimed?: boolean;
	bars: Bar[];
}

/** @param rest what is compared with it */
const bars = (own: string, rest: readonly string[], whatOf: (label: string) => string): Bar[] =>
	[own, ...rest].map((label) => ({ label, what: whatOf(label), isOwn: label === own }));

const ofWays = (what: string): Bar[] => bars(WAYS[0], WAYS.slice(1), (way) => `${what}: ${way}`);

const ofWatchers = (what: string): Bar[] =>
	bars(WATCHERS[0], WATCHERS.slice(1), (watcher) => `${what}: ${watcher}`);

const OTHER_PACKAGES = Object.keys(OTHERS).filter((name) => name !== FIRECRAWL);

/** The whole plot, from its top. */
export const PANELS: readonly Panel[] = [
	{
		title: 'Processor time of an item',
		unit: 'ms',
		isLessBetter: true,
		isTimed: true,
		bars: bars('Index Asset', ['HTTP Request'], (node) => `CPU, vm: ${node}`),
	},
	{
		title: 'Rate limit, 300 items: items that came out',
		isLessBetter: false,
		bars: ofWays('Items that came out, one execution'),
	},
	{
		title: 'The same, two executions at once',
		isLessBetter: false,
		bars: ofWays('Items that came out, two executions'),
	},
	{
		title: 'Rate limit, two executions: assets indexed once more',
		isLessBetter: true,
		bars: ofWays('Indexed once more, two executions'),
	},
	{
		title: '10 of 100 answers lost, run again after an error: assets indexed once more',
		isLessBetter: true,
		bars: ofWays('Indexed once more, answers lost, run again after an error'),
	},
	{
		title: 'Quiet poll of 100,000 entries: requests',
		isLessBetter: true,
		bars: ofWatchers('Quiet poll, 100,000 entries'),
	},
	{
		title: '300 videos that became ready: those that started the workflow',
		isLessBetter: false,
		bars: ofWatchers('Started the workflow, of 300, 1,000 entries before'),
	},
	{
		title: 'Upload of 2 GiB: peak memory',
		unit: 'MB',
		isLessBetter: true,
		isTimed: true,
		bars: [
			{
				label: 'Asset: Upload',
				what: 'Peak memory, one item, the highest of all rounds',
				isOwn: true,
			},
			{ label: 'Official SDK', what: 'Peak memory of the official SDK', isOwn: false },
		],
	},
	{
		title: 'Loading the package',
		unit: 'ms',
		isLessBetter: true,
		isTimed: true,
		bars: bars(PACKAGE, [FIRECRAWL, ...OTHER_PACKAGES], (name) => `Load time, ${name}`),
	},
];
