import {
	EXAMPLE,
	readExample,
	WATCH_EXAMPLE,
	watching,
	withCredential,
	withSubject,
	type Subject,
} from './example';
import type { N8nClient } from './n8n/client';
import type { Credential, WorkflowDraft } from './n8n/clientTypes';
import { say, table, type Row } from './report';
import { runExample } from './runExample';
import type { SavedExample, SavedExamples } from './savedExamples';
import { step } from './step';
import type { TwelveLabs } from './twelveLabs';
import { watchFiring } from './watchExample';

/** What the examples are shown with. */
interface Show {
	repository: string;
	client: N8nClient;
	/** The API without n8n. */
	twelveLabs: TwelveLabs;
	examples: SavedExamples;
	credential: Credential;
	/** `held`: the index has the asset already, so that the trigger has nothing to emit. */
	subject: Subject & { held: boolean };
	/** Begins the table of what came of it. */
	api: Row;
	signal: AbortSignal;
}

/**
 * Runs both examples, and says what came of it.
 * @returns whether the asset became ready and the trigger started its workflow for it, once
 */
export async function showExamples(show: Show): Promise<boolean> {
	const { client, twelveLabs, subject, signal } = show;
	const since = Date.now();
	const watch = await step('Publish the workflow with the trigger', async () => {
		const example = await readExample(show.repository, WATCH_EXAMPLE.file);
		const saved = await save(watching(example, subject.indexId), show);
		await client.publish(saved.id);
		return saved;
	});
	sayIfEdited(watch);

	const index = await step('Save the workflow that indexes', async () => {
		const example = await readExample(show.repository, EXAMPLE.file);
		return await save(withSubject(example, subject), show);
	});
	sayIfEdited(index);
	const { ready, rows, indexedAssetId, error } = await step(
		'Run it',
		async () => await runExample(client, twelveLabs, { id: index.id, subject }),
	);

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

const save = async (workflow: WorkflowDraft, { examples, credential }: Show) =>
	await examples.save(withCredential(workflow, credential));

function sayIfEdited({ name, edited }: SavedExample): void {
	if (edited) say(`You have changed "${edited}", so it stays as it is. This start uses "${name}".`);
}
