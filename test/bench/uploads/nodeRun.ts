/** Uploads files from n8n's filesystem store with the node, in n8n's engine. `prepare` starts it. */
import '../../setup';

import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';

import { Container } from '../../engine/core';
import { Engine, itemsOf } from '../../engine/harness';
import { SERVER_ENGINE, startExpressionEngine } from '../expressionEngine';
import { growYoungGeneration } from '../memoryUse';
import { clientAloneNode } from './clientAlone';
import { beMeasured } from './measured';
import type { SinkAddress } from './sink';
import { SMALL, type StoredFile } from './store';

/** What `nodeRun` is to do. */
export interface NodeOrder {
	sink: SinkAddress;
	/** Of n8n's store. */
	folder: string;
	/** An item for each. */
	files: StoredFile[];
	/** Whether each item has an execution of its own, after the one before. */
	oneByOne?: boolean;
	/** Whether V8's heap is as in an n8n that has been at work. */
	hasWorked?: boolean;
	/** Whether n8n's HTTP client makes the same requests alone, in place of the node. */
	clientAlone?: boolean;
	resumeUploadId?: string;
}

async function warmUp(order: NodeOrder) {
	const { sink, folder, files, oneByOne, hasWorked, clientAlone, resumeUploadId } = order;
	process.env.N8N_BINARY_DATA_STORAGE_PATH = folder;
	await startExpressionEngine(SERVER_ENGINE);
	await Container.get(BinaryDataService).init();
	const engine = await Engine.load();
	const upload = async (input: INodeExecutionData[], more = {}) => {
		const run = await engine.run({
			parameters: {
				resource: 'asset',
				operation: 'upload',
				mediaSource: 'binary',
				binaryPropertyName: 'data',
				options: { uploadMethod: 'multipart', ...more },
			},
			input,
			...(clientAlone && { otherNode: clientAloneNode(sink) }),
			credential: { apiKey: sink.apiKey, baseUrl: sink.api },
		});
		if (run.data.resultData.error) throw run.data.resultData.error;
		if (itemsOf(run).length !== input.length) throw new Error('Not every item was uploaded');
	};
	await upload([itemOf(SMALL)]);
	if (hasWorked) growYoungGeneration();
	const options = resumeUploadId === undefined ? {} : { resumeUploadId };
	const items = files.map(itemOf);
	const executions = oneByOne ? items.map((item) => [item]) : [items];
	return async () => {
		for (const input of executions) await upload(input, options);
	};
}

const itemOf = ({ id, name, bytes }: StoredFile): INodeExecutionData => ({
	json: {},
	binary: {
		data: {
			data: 'filesystem-v2',
			id: `filesystem-v2:${id}`,
			mimeType: 'video/mp4',
			fileName: name,
			bytes,
		},
	},
});

beMeasured(warmUp);
