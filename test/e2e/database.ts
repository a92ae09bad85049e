import { join } from 'node:path';

import { WATCH_EXAMPLE } from '../../scripts/example';
import { run } from '../../scripts/command';
import type { Stage } from './part';

/** One time at which n8n saved a state of the trigger with more in it that counts as emitted. */
export interface Save {
	/** In milliseconds since 1970. */
	at: number;
	/** What the state before did not have as emitted. */
	ids: string[];
}

/** What the trigger keeps as emitted, in n8n's static data. */
const EMITTED = `'$."node:${WATCH_EXAMPLE.trigger}".completionWatch.state.emitted'`;

/** As part of what saves the state, so that the note is there if and only if the state is. */
const NOTE_SAVES = `
	CREATE TABLE noted_saves (workflow TEXT, at INTEGER, ids TEXT);
	CREATE TRIGGER note_save AFTER UPDATE OF staticData ON workflow_entity BEGIN
		INSERT INTO noted_saves
		SELECT NEW.id, CAST(unixepoch('now', 'subsec') * 1000 AS INTEGER), json_group_array(key) FROM (
			SELECT key FROM json_each(NEW.staticData, ${EMITTED})
			EXCEPT SELECT key FROM json_each(OLD.staticData, ${EMITTED})
		) HAVING count(*) > 0;
	END;
`;

const SAVES = 'SELECT workflow, at, ids FROM noted_saves ORDER BY rowid';

/** As if two minutes had passed: so long n8n takes what it has begun to activate for what another n8n is activating still. */
const FREE_ACTIVATIONS = `
	UPDATE workflow_publication_outbox SET updatedAt = '2000-01-01 00:00:00.000' WHERE status = 'in_progress';
`;

/** Has the database of an n8n, which may be running, note from now on what n8n saves of triggers, and when. */
export async function noteSaves(stage: Stage, userFolder: string): Promise<void> {
	await inDatabase(stage, userFolder, `db.exec(${JSON.stringify(NOTE_SAVES)})`);
}

/** What was noted, by workflow, from the first save on. */
export async function notedSaves(stage: Stage, userFolder: string): Promise<Map<string, Save[]>> {
	const read = `console.log(JSON.stringify(db.prepare(${JSON.stringify(SAVES)}).all()))`;
	const rows = JSON.parse(await inDatabase(stage, userFolder, read)) as Array<{
		workflow: string;
		at: number;
		ids: string;
	}>;
	const saves = new Map<string, Save[]>();
	for (const { workflow, at, ids } of rows) {
		const earlier = saves.get(workflow) ?? [];
		saves.set(workflow, [...earlier, { at, ids: JSON.parse(ids) as string[] }]);
	}
	return saves;
}

/**
 * Lets the next n8n activate at once what one that was killed had begun to activate. A shorter lease would do that, too, but n8n
 * gives up for good what it cannot activate within most of it, and on a busy machine that takes long.
 */
export async function freeActivations(stage: Stage, userFolder: string): Promise<void> {
	await inDatabase(stage, userFolder, `db.exec(${JSON.stringify(FREE_ACTIVATIONS)})`);
}

/** Runs a statement in the Node.js that runs n8n: an older one has no SQLite. n8n may be writing meanwhile. */
async function inDatabase(
	{ installation, signal }: Stage,
	userFolder: string,
	statement: string,
): Promise<string> {
	const { node, dir } = installation;
	const file = JSON.stringify(join(userFolder, '.n8n', 'database.sqlite'));
	const open = `const db = new (require('node:sqlite').DatabaseSync)(${file}, { timeout: 10_000 });`;
	return await run(node, ['-e', `${open} ${statement}`], { cwd: dir, signal });
}
