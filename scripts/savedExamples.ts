import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

import type { N8nClient } from './n8n/client';
import type { Workflow, WorkflowDraft } from './n8n/clientTypes';
import { FILE_MODE } from './n8n/privateFolder';
import { N8nError } from './n8n/session';

/** What n8n answers for a workflow that it does not have. */
const NOT_THERE = [403, 404];

/** An example as it was saved last. */
interface Written {
	id: string;
	/** Of the workflow as n8n held it then: a user's change gives another one. */
	digest: string;
}

/** What became of an example in n8n. */
export interface SavedExample {
	id: string;
	name: string;
	/** The name of an earlier copy that the user has changed, and that stays. */
	edited?: string;
}

/** The examples in the n8n of a user folder: saved anew at each start, unless the user has made them their own. */
export class SavedExamples {
	/** @param file remembers from start to start what was saved */
	constructor(
		private readonly client: N8nClient,
		private readonly file: string,
	) {}

	/** Changes the copy of an earlier start; where the user has changed or removed that, a new one is created. */
	async save(example: WorkflowDraft): Promise<SavedExample> {
		const written = await this.written();
		const earlier = written[example.name];
		const copy = earlier && (await this.find(earlier.id));
		const isEdited = copy !== undefined && digestOf(copy) !== earlier?.digest;
		const { id } =
			copy && !isEdited
				? await this.client.updateWorkflow(copy.id, { ...example, name: copy.name })
				: await this.client.createWorkflow({ ...example, name: await this.freeName(example.name) });

		const saved = await this.client.workflow(id);
		written[example.name] = { id, digest: digestOf(saved) };
		await writeFile(this.file, JSON.stringify(written), { mode: FILE_MODE });
		return { id, name: saved.name, ...(isEdited && { edited: copy.name }) };
	}

	/** By the name of the example. */
	private async written(): Promise<Partial<Record<string, Written>>> {
		const text = await readFile(this.file, 'utf8').catch(() => '{}');
		return JSON.parse(text) as Partial<Record<string, Written>>;
	}

	/** Undefined where the user has archived or deleted it. */
	private async find(id: string): Promise<Workflow | undefined> {
		try {
			const workflow = await this.client.workflow(id);
			return workflow.isArchived ? undefined : workflow;
		} catch (error) {
			if (error instanceof N8nError && NOT_THERE.includes(error.status ?? 0)) return undefined;
			throw error;
		}
	}

	/** e.g. `Index an Asset 2`, as n8n itself numbers copies. */
	private async freeName(name: string): Promise<string> {
		const filter = encodeURIComponent(JSON.stringify({ name }));
		const alike = await this.client.rest<Workflow[]>('GET', `workflows?filter=${filter}`);
		const used = alike.map((workflow) => workflow.name);
		let free = name;
		for (let number = 2; used.includes(free); number++) free = `${name} ${number}`;
		return free;
	}
}

/** Of what a user can change on the canvas. */
const digestOf = ({ name, nodes, connections, settings }: Workflow): string =>
	createHash('sha256')
		.update(JSON.stringify([name, nodes, connections, settings]))
		.digest('hex');
