import { order } from './child';
import type { Measurement, Row, World } from './measurement';
import { HISTORY, VIDEOS } from './polls/history';
import type { HistoryOrder, Watched } from './polls/historyRun';
import type { QuietOrder } from './polls/quietRun';
import type { CountedPoll } from './polls/watchedIndex';
import { OWN_WATCHER, WATCHERS, type WatcherName } from './polls/names';

const SIZES = [10, 1_000, 100_000];

/** Entries that are ready before; the second is more than the default history of Remove Duplicates is enough for. */
const BEFORE = [1_000, 6_000];

/** The trigger beside the loops that people build in its place. */
export const polls = (world: World): Measurement => ({
	name: 'Trigger, beside the loop that people build',
	method: [
		"The trigger runs in n8n's engine as n8n polls it. The loop is Schedule Trigger, HTTP Request (entries that are ready, 50 a page, newest first),",
		"Split Out and Remove Duplicates (items processed in previous executions, by ID), all of them n8n's own nodes, with the history in this",
		"process in place of n8n's database. It reads all pages by HTTP Request's own pagination, or the first page alone, by the",
		'time of creation or by that of the last change.',
		'*Quiet poll*: nothing happened since the poll before. Bytes are those of requests and responses with their headers, not compressed.',
		HISTORY,
		'Remove Duplicates ends with an error where its history (10,000 by default) is smaller than what it holds and what comes in together: above',
		'5,000 entries with all pages. Its option *History Size* enlarges it. Whether `updated_at` moves when an asset becomes ready is not documented;',
		'here it does, as the loop by last change needs it.',
	].join(' '),
	run: async () => [...(await quietRows(world)), ...(await historyRows(world))],
});

async function quietRows({ n8n }: World): Promise<Row[]> {
	const rows: Row[] = [];
	for (const entries of SIZES) {
		for (const watcher of WATCHERS) {
			const work: QuietOrder = { watcher, n8nFolder: n8n.dir, entries };
			const poll = await order<QuietOrder, CountedPoll>('polls/quietRun.ts', n8n.node, work);
			rows.push({
				what: `Quiet poll, ${number(entries)} entries: ${watcher}`,
				value: quietText(poll),
				...targetOf(watcher, '1 request, no execution', poll.requests + poll.executions === 1),
			});
		}
	}
	return rows;
}

function quietText({ requests, bytes, executions, error }: CountedPoll): string {
	const execution = executions === 0 ? 'no execution' : 'an execution';
	const ending = error === undefined ? '' : ' that ends with an error';
	return `${counted(requests)}, ${size(bytes)}, ${execution}${ending}`;
}

async function historyRows({ n8n }: World): Promise<Row[]> {
	const rows: Row[] = [];
	for (const before of BEFORE) {
		const work: HistoryOrder = { watchers: WATCHERS, n8nFolder: n8n.dir, before };
		const all = await order<HistoryOrder, Watched[]>('polls/historyRun.ts', n8n.node, work);
		const rowsOf = (what: string, value: (one: Watched) => string, target?: Target) =>
			all.map((one) => ({
				what: `${what}, ${number(before)} entries before: ${one.watcher}`,
				value: value(one),
				...(target && targetOf(one.watcher, target.text, target.isMet(one))),
			}));
		rows.push(
			...rowsOf(`Started the workflow, of ${VIDEOS}`, startedText, {
				text: `${VIDEOS} of ${VIDEOS}`,
				isMet: ({ emitted }) => emitted === VIDEOS,
			}),
			...rowsOf('Started it once more', ({ again }) => number(again), {
				text: 'none',
				isMet: ({ again }) => again === 0,
			}),
			...rowsOf('Started it, ready before', ({ old }) => number(old), {
				text: 'none',
				isMet: ({ old }) => old === 0,
			}),
			...rowsOf(
				'Cost',
				({ requests, bytes, executions }) =>
					`${counted(requests)}, ${size(bytes)}, ${number(executions)} executions`,
			),
		);
	}
	return rows;
}

/** What the trigger is to come to. */
interface Target {
	text: string;
	isMet(one: Watched): boolean;
}

/** All of it is counted, whatever the machine has to do. */
const targetOf = (watcher: WatcherName, target: string, met: boolean): Partial<Row> =>
	watcher === OWN_WATCHER ? { target, met, isCount: true } : {};

const startedText = ({ emitted, errors }: Watched): string =>
	errors === 0
		? `${emitted} of ${VIDEOS}`
		: `${emitted} of ${VIDEOS}: ${errors} polls ended with an error`;

const number = (value: number): string => value.toLocaleString('en');

const counted = (requests: number): string =>
	`${number(requests)} ${requests === 1 ? 'request' : 'requests'}`;

const size = (bytes: number): string =>
	bytes < 1e6 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
