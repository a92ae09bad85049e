import assert from 'node:assert/strict';

import type { WatchState } from '../../../nodes/TwelveLabsTrigger/state';
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
	mayBeLost,
	plannedEndings,
	storyOf,
	type Ended,
} from '../endings';
import type { Part, Stage } from '../part';
import { polls } from '../polls';
import { savedAsEmitted } from '../savedState';
import { SteadyWork } from '../steadyWork';
import { emissionsOf, timesEmitted, type Emission } from '../emissions';
import { watchedKinds, type WatchedKind } from '../watchedKinds';

/** The same moments again, by this variable. */
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 2 ** 31);

/** A way in which n8n polls, and keeps the state of a trigger. */
interface Mode {
	name: string;
	env: NodeJS.ProcessEnv;
	/** Whether n8n saves the state and the execution in one step; otherwise the state comes first. */
	savesAtOnce: boolean;
	promise: string;
}

const MODES: Mode[] = [
	{
		name: 'as n8n is',
		env: {},
		savesAtOnce: false,
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
		promise: 'every completion was emitted',
	},
];

/** In every mode. */
const ENV = {
	// Executions may come to their end when n8n is asked to stop.
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '8',
	// An n8n that is killed while it activates workflows activates them this many seconds after its next start; else 120. It
	// gives up an activation that takes most of that time, so several workflows on a busy machine need more than a few.
	N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '10',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000',
};

/** Assets finish all the while, n8n is stopped and killed at the worst of times, and started again. */
export const crashes: Part[] = MODES.map((mode) => ({
	name: `Crash, ${mode.name}`,
	needs: [],
	withinMinutes: 12,
	run: async (stage) => await surviveEndings(stage, mode),
}));

/** What happened to one kind of thing until the last n8n. */
interface Course {
	kind: WatchedKind;
	/** When each one finished, by its ID. */
	finished: Map<string, number>;
	/** What n8n had saved as emitted at any time, by ID, where it saves that first. */
	saved: WatchState['emitted'];
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
	const { id: indexId } = simulator.world.addIndex();
	const works = watchedKinds(simulator.world, indexId).map((kind) => new SteadyWork(kind));
	stage.cleanup.add(async () => works.forEach((work) => work.end()));
	const example = watching(await readExample(stage.repository, WATCH_EXAMPLE.file), indexId);
	const watched: Array<{ work: SteadyWork; workflowId: string; saved: Course['saved'] }> = [];
	for (const work of works) {
		const draft = withCredential(watchingKind(example, work.kind), credential);
		watched.push({ work, workflowId: await published(opened.client, draft), saved: {} });
	}
	for (const work of works) void work.begin();

	let { n8n, client } = opened;
	const endings: Ended[] = [];
	// Time after time, since the trigger forgets what it emitted some minutes ago.
	const readSaved = async () => {
		if (mode.savesAtOnce) return;
		for (const { workflowId, saved } of watched) {
			Object.assign(saved, savedAsEmitted(await client.workflow(workflowId)));
		}
	};
	say(`CRASH_SEED=${SEED}`);
	for (const ending of plannedEndings(SEED)) {
		const ended = await endAsPlanned(ending, n8n, simulator, stage.signal);
		say(storyOf(ended, simulator));
		endings.push(ended);
		({ n8n, client } = await openN8n(stage, userFolder, env));
		await readSaved();
	}
	for (const work of works) work.end();
	await polls(2, simulator, stage.signal);
	await readSaved();
	const courses: Course[] = [];
	for (const { work, workflowId, saved } of watched) {
		const emissions = await emissionsOf(client, workflowId, WATCH_EXAMPLE.trigger);
		courses.push({ kind: work.kind, finished: work.finished, saved, emissions });
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
	{ kind: { source, list }, finished, saved, emissions }: Course,
	{ endings, simulator }: Omit<Outcome, 'courses'>,
): Promise<void> {
	const emitted = timesEmitted(emissions);
	const missed = [...finished].filter(([id]) => !emitted.has(id));
	const byN8n = missed.filter(
		([id, finishedAt]) => id in saved && mayBeLost(finishedAt, endings, simulator, list),
	);
	const twice = [...emitted].filter(([, times]) => times > 1);

	await stage.check(`${source}: ${mode.promise}`, async () => {
		assert.deepEqual(
			missed.filter((completion) => !byN8n.includes(completion)),
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
	const interrupted = emissions.filter(({ isComplete }) => !isComplete);
	await stage.check('and every execution ran to its end, unless n8n ended in it', async () => {
		assert.deepEqual(
			interrupted.filter(({ createdAt }) => !isInterrupted(createdAt, endings)),
			[],
		);
	});
	stage.report(`${source}: ${finished.size} completions in ${emissions.length} executions`);
	stage.report(`${interrupted.length} of them interrupted by an ending`);
	stage.report(`${twice.length} repeats, ${byN8n.length} lost by n8n`);
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
