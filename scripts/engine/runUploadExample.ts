import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

import {
	readExample,
	UPLOAD_EXAMPLE,
	VIDEO,
	withCredential,
	withIndex,
	withOptions,
} from '../example';
import type { WorkflowDraft } from '../n8n/clientTypes';
import { CREDENTIAL_TYPE, NODE_TYPE } from '../names';
import { actionNodeOf, executionDataFor, loadBuiltPackage, passOnNode } from './builtPackage';

/** What the run needs to know. */
export interface EngineOrder {
	/** A checkout of this project, whose package is built. */
	repository: string;
	apiKey: string;
	baseUrl: string;
	indexId: string;
}

/** A node of the run. */
export interface NodeRun {
	name: string;
	milliseconds: number;
	/** The JSON of the items that it put out. */
	items: IDataObject[];
}

/** What came of the run. */
export interface EngineRun {
	/** As the nodes of the workflow stand one after the other. */
	nodes: NodeRun[];
	/** What ended the run before its end. */
	error?: string;
}

/** The example that uploads has a form; its node for uploads takes the file from the item under this name. */
const FORM_FIELD = 'Video';

/**
 * Runs `examples/upload-and-index.json` in n8n's engine, in this process, without an n8n: with the video of the examples in
 * place of what its form gives, and until the asset is indexed.
 */
export async function runUploadExample({
	repository,
	apiKey,
	baseUrl,
	indexId,
}: EngineOrder): Promise<EngineRun> {
	const loader = await loadBuiltPackage(repository);
	const draft = await draftFor(repository, indexId);
	const { nodes } = draft;
	const workflow = new Workflow({
		...draft,
		id: 'w',
		active: false,
		nodeTypes: registryOf({ [nodes[0].type]: passOnNode, [NODE_TYPE]: actionNodeOf(loader) }),
	});
	const begin = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: nodes[0], data: { main: [[await videoItem(repository)]] }, source: null },
			],
		},
	});
	const executionData = executionDataFor(loader, { apiKey, baseUrl });
	const { data } = await new WorkflowExecute(
		executionData,
		'trigger',
		begin,
	).processRunExecutionData(workflow);

	const { error, runData } = data.resultData;
	return {
		nodes: nodes.slice(1).flatMap(({ name }) =>
			(runData[name] ?? []).map((run) => ({
				name,
				milliseconds: run.executionTime,
				items: (run.data?.main[0] ?? []).map(({ json }) => json),
			})),
		),
		...(error && { error: [error.message, error.description].filter(Boolean).join('\n') }),
	};
}

async function draftFor(repository: string, indexId: string): Promise<WorkflowDraft> {
	const example = await readExample(repository, UPLOAD_EXAMPLE.file);
	const credential = { id: '1', name: 'TwelveLabs', type: CREDENTIAL_TYPE };
	const draft = withOptions(
		withCredential(withIndex(example, indexId), credential),
		UPLOAD_EXAMPLE.indexAsset,
		{ waitForCompletion: true },
	);
	const names: string[] = [UPLOAD_EXAMPLE.form, UPLOAD_EXAMPLE.upload, UPLOAD_EXAMPLE.indexAsset];
	// The order in which they run, and without notes.
	const nodes = names.flatMap((name) => draft.nodes.filter((node) => node.name === name));
	return { ...draft, nodes };
}

async function videoItem(repository: string): Promise<INodeExecutionData> {
	const content = await readFile(join(repository, VIDEO.file));
	return {
		json: {},
		binary: {
			[FORM_FIELD]: {
				data: content.toString('base64'),
				mimeType: VIDEO.type,
				fileName: VIDEO.name,
			},
		},
	};
}

function registryOf(types: Record<string, INodeType>) {
	const getByNameAndVersion = (name: string) => types[name];
	return { getByName: getByNameAndVersion, getByNameAndVersion, getKnownTypes: () => ({}) };
}
