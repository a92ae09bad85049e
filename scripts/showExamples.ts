import {
	EXAMPLE,
	readExample,
	UPLOAD_EXAMPLE,
	VIDEO,
	WATCH_EXAMPLE,
	watching,
	withCredential,
	withIndex,
	withSubject,
	type Subject,
} from './example';
import type { N8nClient } from './n8n/client';
import type { Credential, WorkflowDraft } from './n8n/clientTypes';
import type { Outcome } from './outcome';
import { say, table, type Row } from './report';
import { runExample } from './runExample';
import { formPathOf, runUpload } from './runUpload';
import type { SavedExample, SavedExamples } from './savedExamples';
import { step } from './step';
import type { TwelveLabs } from './twelveLabs';
import { watchFiring } from './watchExample';

/** What is indexed, and where. */
export interface ShownSubject {
	indexId: string;
	/** Without one, the video of the examples is uploaded. */
	assetId?: string;
	/** Whether the index has the asset already, so that the trigger has nothing to emit. */
	held: boolean;
}

/** What the examples are shown with. */
interface Show {
	repository: string;
	client: N8nClient;
	/** The API without n8n. */
	twelveLabs: TwelveLabs;
	examples: SavedExamples;
	credential: Credential;
	subject: ShownSubject;
	/** Whether n8n goes on after that. */
	staysOpen: boolean;
	/** Begins the table of what came of it. */
	api: Row;
	signal: AbortSignal;
}

/**
 * Publishes the example with the trigger, runs the one that uploads or the one that indexes, and says what came of it.
 * @returns whether the asset became ready and the trigger started its workflow for it, once
 */
export async function showExamples(show: Show): Promise<boolean> {
	const { client, subject, signal } = show;
	const since = Date.now();
	const watch = await step('Publish the workflow with the trigger', async () => {
		const example = await readExample(show.repository, WATCH_EXAMPLE.file);
		const saved = await save(watching(example, subject.indexId), show);
		await client.publish(saved.id);
		return saved;
	});
	sayIfEdited(watch);

	const { ready, rows, indexedAssetId, error } = await run(show);

	let fired = false;
	if (subject.held) {
		rows.push(['TwelveLabs Trigger', 'emitted nothing: the index held the asset before']);
	} else if (ready && indexedAssetId) {
		const firing = await step('Wait for the trigger', async () => {
			const watched = { workflowId: watch.id, indexedAssetId, since };
			return await watchFiring(client, watched, signal);
		});
		rows.push(firing.row);
		fired = firing.once;
	}
	say(table([show.api, ...rows]));
	if (error) say(`The workflow failed: ${error}`);
	return ready && (fired || subject.held);
}

async function run(show: Show): Promise<Outcome> {
	const { indexId, assetId } = show.subject;
	return assetId === undefined
		? await upload(show, indexId)
		: await index(show, { indexId, assetId });
}

async function upload(show: Show, indexId: string): Promise<Outcome> {
	const { client, repository } = show;
	const saved = await step('Publish the workflow that uploads', async () => {
		const example = await readExample(repository, UPLOAD_EXAMPLE.file);
		const workflow = await save(withIndex(example, indexId), show);
		await client.publish(workflow.id);
		return workflow;
	});
	sayIfEdited(saved);
	const path = formPathOf(await client.workflow(saved.id));
	if (show.staysOpen) say(`Its form takes videos of your own, too: ${client.url}${path}`);
	return await step(
		`Submit ${VIDEO.name} to the form, and wait until it is indexed`,
		async () => await runUpload(client, show.twelveLabs, { id: saved.id, indexId, repository }),
	);
}

async function index(show: Show, subject: Subject): Promise<Outcome> {
	const saved = await step('Save the workflow that indexes', async () => {
		const example = await readExample(show.repository, EXAMPLE.file);
		return await save(withSubject(example, subject), show);
	});
	sayIfEdited(saved);
	return await step(
		'Run it',
		async () => await runExample(show.client, show.twelveLabs, { id: saved.id, subject }),
	);
}

const save = async (workflow: WorkflowDraft, { examples, credential }: Show) =>
	await examples.save(withCredential(workflow, credential));

function sayIfEdited({ name, edited }: SavedExample): void {
	if (edited) say(`You have changed "${edited}", so it stays as it is. This start uses "${name}".`);
}
