/**
 * What n8n does with a package that is updated while it runs, in a process of its own: n8n clears the cache of modules, and
 * Jest has another one. `updates.test.ts` starts it; the last line of the output is what came of it.
 */
import '../setup';

import { cp, rename } from 'node:fs/promises';
import { join } from 'node:path';

import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';

import { NODE_TYPE } from '../../scripts/names';
import { until } from '../until';
import { byId, Engine, errorOf, jsonOf, type RunOptions } from './harness';
import { startWorld, type TestWorld } from './world';

/** Folders of two versions, and one to install them in. */
export interface Versions {
	before: string;
	after: string;
	into: string;
}

/** What the version that n8n had loaded says. */
export interface Said {
	operation: string;
	description: string;
	withErrorOutput: IDataObject[];
	list: string;
	poll: string;
}

/** What came of it. */
export interface UpdateRun {
	/** While n8n has set the files aside, to download the others. */
	gone: Said;
	/** When the files of the other version are there, and n8n has not loaded them yet. */
	replaced: Said;
	/** Of a run that began before n8n has loaded them. */
	reloaded: Said;
	/** How many requests left until then. */
	requests: number;
	/** IDs of a run whose first item had ended before the update, and whose last one began after it. */
	underWay: unknown[];
	/** The ID that the other version gives. */
	after: unknown;
	/** What is to be given. */
	id: string;
}

/** The package of a folder, as n8n installs and updates it. */
class Installation {
	private constructor(
		readonly folder: string,
		public engine: Engine,
	) {}

	static async of(version: string, folder: string): Promise<Installation> {
		await cp(version, folder, { recursive: true });
		return new Installation(folder, await Engine.load(folder));
	}

	private get backup(): string {
		return `${this.folder}.backup`;
	}

	async setAside(): Promise<void> {
		await rename(this.folder, this.backup);
	}

	async putBack(): Promise<void> {
		await rename(this.backup, this.folder);
	}

	async unpack(version: string): Promise<void> {
		await cp(version, this.folder, { recursive: true });
	}

	async reload(): Promise<void> {
		this.engine.loader.reset();
		this.engine = await Engine.load(this.folder);
	}
}

const message = (error: Error): string => error.message;

async function update({ before, after, into }: Versions): Promise<UpdateRun> {
	const world = await startWorld();
	const { id } = world.simulator.world.addAsset({ status: 'ready' });
	const parameters = { resource: 'asset', operation: 'get', assetId: byId(id) };

	const unused = await Installation.of(before, join(into, 'unused'));
	const { node, trigger } = unused.engine;
	const said = async () => await saidBy(unused.engine, { node, trigger }, world, parameters);
	await unused.setAside();
	const gone = await said();
	await unused.unpack(after);
	const replaced = await said();
	await unused.reload();
	const reloaded = await said();
	const requests = world.simulator.requests.length;

	const used = await Installation.of(before, join(into, 'used'));
	const old = used.engine.node;
	await used.setAside();
	await saidBy(used.engine, { node: old, trigger }, world, parameters);
	await used.putBack();
	const run = runOf(used.engine, old, world, {
		parameters: {
			...parameters,
			requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 1_000 } } },
		},
		input: [{ json: {} }, { json: {} }],
	});
	await until(() => world.simulator.requests.length > requests);
	await used.setAside();
	await used.unpack(after);
	await used.reload();
	const underWay = jsonOf(await run).map(({ _id }) => _id);
	const [json] = jsonOf(await runOf(used.engine, used.engine.node, world, { parameters }));
	await world.simulator.close();
	return { gone, replaced, reloaded, requests, underWay, after: json._id, id };
}

async function saidBy(
	engine: Engine,
	{ node, trigger }: Record<'node' | 'trigger', INodeType>,
	world: TestWorld,
	parameters: RunOptions['parameters'],
): Promise<Said> {
	const items: INodeExecutionData[] = [{ json: { n: 1 } }, { json: { n: 2 } }];
	const stopped = errorOf(await runOf(engine, node, world, { parameters }));
	const goesOn = await runOf(engine, node, world, {
		parameters,
		input: items,
		onError: 'continueErrorOutput',
	});
	// None of them comes to use what n8n hands to it.
	const list = node.methods?.listSearch?.searchAssets.call({} as never) ?? Promise.resolve();
	const poll = trigger.poll?.call({ getNode: () => ({ name: 'Trigger' }) } as never);
	return {
		operation: stopped.message,
		description: String(stopped.description),
		withErrorOutput: [...jsonOf(goesOn), ...jsonOf(goesOn, 1)],
		list: await list.then(String, message),
		poll: await Promise.resolve(poll).then(String, message),
	};
}

const runOf = async (
	engine: Engine,
	nodeType: INodeType,
	{ credential }: TestWorld,
	options: Pick<RunOptions, 'parameters' | 'input' | 'onError'>,
) =>
	await engine.run({
		...options,
		credential,
		otherNode: { type: NODE_TYPE, typeVersion: 1, nodeType },
	});

const versions = JSON.parse(process.env.VERSIONS ?? '') as Versions;
void update(versions).then(
	(result) => process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit(0)),
	(error: Error) => process.stderr.write(`${error.stack}\n`, () => process.exit(1)),
);
