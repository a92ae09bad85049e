import assert from 'node:assert/strict';

import {
	readExample,
	WATCH_EXAMPLE,
	watching,
	withCredential,
	withParameters,
} from '../../../scripts/example';
import type { N8nClient } from '../../../scripts/n8n/client';
import type { WorkflowDraft } from '../../../scripts/n8n/clientTypes';
import { say } from '../../../scripts/report';
import type { Simulator } from '../../../simulator/server';
import { openCanvas, openN8n } from '../canvas';
import {
	endAsPlanned,
	isInterrupted,
	lostByN8n,
	plannedEndings,
	storyOf,
	type Ended,
} from '../endings';
import type { Part, Stage } from '../part';
import { polls, untilQuiet } from '../polls';
import { freeActivations, notedSaves, noteSaves, type Save } from '../database';
import { SteadyWork } from '../steadyWork';
import { emissionsOf, timesEmitted, type Emission } from '../emissions';
import { fateOf } from '../fates';
import { watchedKinds, type WatchedKind } from '../watchedKinds';

/** The same moments again, by this variable. */
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 2 ** 31);

/** A way in which n8n polls, and keeps the state of a trigger. */
interface Mode {
	name: string;
	env: NodeJS.ProcessEnv;
	/** Whether n8n saves the state and the execution in one step; otherwise the state comes first. */
	savesAtOnce: boolean;
	/** How often it is ended: what is saved in one step has fewer moments at which it can go wrong. */
	endings: number;
	promise: string;
}

const MODES: Mode[] = [
	{
		name: 'as n8n is',
		env: {},
		savesAtOnce: false,
		endings: 10,
		promise: 'every completion was emitted, but for what n8n had saved as emitted when it ended',
	},
	{
		name: 'durable poll cursors',
		env: {
			N8N_SCHEDULER_ENABLED: 'true',
			N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
			N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
			// Sooner than n8n would: a poll every few seconds is not what its scheduler is made for.
			N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
			N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '2',
		},
		savesAtOnce: true,
		endings: 5,
		promise: 'every completion was emitted',
	},
];

/**
 * What n8n says of a poll that overlaps another one of the workflow: the one that ends first takes n8n's expression engine from
 * both. On a busy machine polls every few seconds do, and the next poll finds the same.
 */
const OVERLAPPED = 'No bridge acquired for this context';

/** In every mode. */
const ENV = {
	// Executions may come to their end when n8n is asked to stop.
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '8',
	// What an n8n that is killed has begun to activate, the next one takes up at its first look, not after 15 s.
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000',
};

/** Assets finish all the while, n8n is stopped and killed at the worst of times, and started again. */
export const crashes: Part[] = MODES.map((mode) => ({
	name: `Crash, ${mode.name}`,
	needs: [],
	withinMinutes: 20,
	run: async (stage) => await surviveEndings(stage, mode),
}));

/** What happened to one kind of thing until the last n8n. */
interface Course {
	kind: WatchedKind;
	/** When each one finished, by its ID. */
	finished: Map<string, number>;
	/** What n8n saved as emitted, where it saves that before it starts the execution. */
	saves: Save[];
	emissions: Emission[];
}

/** All of it. */
interface Outcome {
	courses: Course[];
	endings: Ended[];
	simulator: Simulator;
}

async function endTimeAfterTime(stage: Stage, mode: Mode): Promise<Outcome> {
	const env = { ...ENV, ...mode.env };
	const { simulator, credential, userFolder, ...opened } = await openCanvas(stage, { env });
	if (!mode.savesAtOnce) await noteSaves(stage, userFolder);
	const { id: indexId } = simulator.world.addIndex();
	const works = watchedKinds(simulator.world, indexId).map((kind) => new SteadyWork(kind));
	stage.cleanup.add(async () => works.forEach((work) => work.end()));
	const example = watching(await readExample(stage.repository, WATCH_EXAMPLE.file), indexId);
	const watched: Array<{ work: SteadyWork; workflowId: string }> = [];
	for (const work of works) {
		const draft = withCredential(watchingKind(example, work.kind), credential);
		watched.push({ work, workflowId: await published(opened.client, draft) });
	}
	for (const work of works) void work.begin();

	const lists = works.map(({ kind }) => kind.list);
	let { n8n, client } = opened;
	const endings: Ended[] = [];
	say(`CRASH_SEED=${SEED}`);
	for (const ending of plannedEndings(SEED).slice(0, mode.endings)) {
		const ended = await endAsPlanned(ending, { n8n, lists }, simulator, stage.signal);
		say(storyOf(ended, simulator));
		endings.push(ended);
		await freeActivations(stage, userFolder);
		({ n8n, client } = await openN8n(stage, userFolder, env));
	}
	for (const work of works) work.end();
	await Promise.all(lists.map(async (list) => await polls(2, simulator, stage.signal, list)));
	await untilQuiet(simulator, stage.signal);
	const noted = mode.savesAtOnce ? undefined : await notedSaves(stage, userFolder);
	const courses: Course[] = [];
	for (const { work, workflowId } of watched) {
		const emissions = await emissionsOf(client, workflowId, WATCH_EXAMPLE.trigger);
		const saves = noted?.get(workflowId) ?? [];
		courses.push({ kind: work.kind, finished: work.finished, saves, emissions });
	}
	return { courses, endings, simulator };
}

/** The example for what is indexed; for the other kinds, its trigger alone. */
function watchingKind(example: WorkflowDraft, { source }: WatchedKind): WorkflowDraft {
	if (source === 'indexedAsset') return example;
	const trigger = example.nodes.filter(({ name }) => name === WATCH_EXAMPLE.trigger);
	const draft = { ...example, name: source, nodes: trigger, connections: {} };
	return withParameters(draft, WATCH_EXAMPLE.trigger, { source });
}

async function surviveEndings(stage: Stage, mode: Mode): Promise<void> {
	const { courses, endings, simulator } = await endTimeAfterTime(stage, mode);
	for (const course of courses) await checkCourse(stage, mode, course, { endings, simulator });
	stage.report(`${endings.length} restarts`);
}

async function checkCourse(
	stage: Stage,
	mode: Mode,
	{ kind: { source, list }, finished, saves, emissions }: Course,
	{ endings, simulator }: Omit<Outcome, 'courses'>,
): Promise<void> {
	const emitted = timesEmitted(emissions);
	const missed = [...finished].filter(([id]) => !emitted.has(id));
	const lost = lostByN8n(saves, endings, (id) => emitted.has(id));
	const unexplained = missed.filter(([id]) => !lost.has(id));
	const twice = [...emitted].filter(([, times]) => times > 1);

	await stage.check(`${source}: ${mode.promise}`, async () => {
		assert.deepEqual(
			unexplained.map((completion) => fateOf(completion, { list, saves, endings, simulator })),
			[],
		);
	});
	await stage.check('and none was emitted twice', async () => {
		assert.deepEqual(twice, []);
	});
	await stage.check('nor anything that did not finish', async () => {
		assert.deepEqual(
			[...emitted.keys()].filter((id) => !finished.has(id)),
			[],
		);
	});
	const overlapped = emissions.filter(({ pollError }) => pollError?.startsWith(OVERLAPPED));
	const executions = emissions.filter((emission) => !overlapped.includes(emission));
	const interrupted = executions.filter(({ isComplete }) => !isComplete);
	await stage.check('and every execution ran to its end, unless n8n ended in it', async () => {
		assert.deepEqual(
			interrupted.filter(({ createdAt }) => !isInterrupted(createdAt, endings)),
			[],
		);
	});
	stage.report(`${source}: ${finished.size} completions in ${executions.length} executions`);
	if (overlapped.length > 0) stage.report(`${overlapped.length} polls that overlapped`);
	stage.report(`${interrupted.length} of them interrupted by an ending`);
	stage.report(`${twice.length} repeats, ${missed.length} lost by n8n`);
}

/** Publishes a workflow whose executions n8n keeps. */
async function published(client: N8nClient, draft: WorkflowDraft): Promise<string> {
	const { id } = await client.createWorkflow({
		...draft,
		settings: {
			...draft.settings,
			saveDataSuccessExecution: 'all',
			saveDataErrorExecution: 'all',
		},
	});
	await client.publish(id);
	return id;
}
