import assert from 'node:assert/strict';

import type { WatchState } from '../../../nodes/TwelveLabsTrigger/state';
import { readExample, WATCH_EXAMPLE, watching, withCredential } from '../../../scripts/example';
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
	// An n8n that is killed while it activates workflows activates them this many seconds after its next start; else 120.
	N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '3',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000',
};

/** Assets finish all the while, n8n is stopped and killed at the worst of times, and started again. */
export const crashes: Part[] = MODES.map((mode) => ({
	name: `Crash, ${mode.name}`,
	needs: [],
	withinMinutes: 12,
	run: async (stage) => await surviveEndings(stage, mode),
}));

/** What happened until the last n8n. */
interface Course {
	/** When each asset finished, by the ID of what was indexed. */
	finished: Map<string, number>;
	endings: Ended[];
	/** What n8n had saved as emitted at any time, by ID, where it saves that first. */
	saved: WatchState['emitted'];
	emissions: Emission[];
	simulator: Simulator;
}

async function endTimeAfterTime(stage: Stage, mode: Mode): Promise<Course> {
	const env = { ...ENV, ...mode.env };
	const { simulator, credential, userFolder, ...opened } = await openCanvas(stage, { env });
	const { id: indexId } = simulator.world.addIndex();
	const work = new SteadyWork(simulator.world, indexId);
	stage.cleanup.add(async () => work.end());
	const example = await readExample(stage.repository, WATCH_EXAMPLE.file);
	const draft = withCredential(watching(example, indexId), credential);
	const workflowId = await published(opened.client, draft);
	void work.begin();

	let { n8n, client } = opened;
	const endings: Ended[] = [];
	const saved: Course['saved'] = {};
	// Time after time, since the trigger forgets what it emitted some minutes ago.
	const readSaved = async () => {
		if (!mode.savesAtOnce) Object.assign(saved, savedAsEmitted(await client.workflow(workflowId)));
	};
	say(`CRASH_SEED=${SEED}`);
	for (const ending of plannedEndings(SEED)) {
		const ended = await endAsPlanned(ending, n8n, simulator, stage.signal);
		say(storyOf(ended, simulator));
		endings.push(ended);
		({ n8n, client } = await openN8n(stage, userFolder, env));
		await readSaved();
	}
	work.end();
	await polls(2, simulator, stage.signal);
	await readSaved();
	const emissions = await emissionsOf(client, workflowId, WATCH_EXAMPLE.trigger);
	return { finished: work.finished, endings, saved, emissions, simulator };
}

async function surviveEndings(stage: Stage, mode: Mode): Promise<void> {
	const { finished, endings, saved, emissions, simulator } = await endTimeAfterTime(stage, mode);
	const emitted = timesEmitted(emissions);
	const missed = [...finished].filter(([id]) => !emitted.has(id));
	const byN8n = missed.filter(
		([id, finishedAt]) => id in saved && mayBeLost(finishedAt, endings, simulator),
	);
	const twice = [...emitted].filter(([, times]) => times > 1);

	await stage.check(mode.promise, async () => {
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
	stage.report(`${finished.size} completions in ${emissions.length} executions`);
	stage.report(`${interrupted.length} of them interrupted by an ending`);
	stage.report(`${twice.length} repeats, ${byN8n.length} lost by n8n, ${endings.length} restarts`);
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
