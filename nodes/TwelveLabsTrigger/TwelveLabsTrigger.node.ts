import {
	NodeConnectionTypes,
	NodeOperationError,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { searchIndexes } from '../shared/locators/indexLocator';
import { ownCode } from '../shared/ownCode';
import { EVENTS_SUBTITLE, triggerParameters } from './parameters';

/** n8n loads all nodes when it starts; what a poll needs is loaded with the first one. */
const pollCode = ownCode(
	async () =>
		await Promise.all([import('./completions.js'), import('./sources/indexedAsset/index.js')]),
);

export class TwelveLabsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TwelveLabs Trigger',
		name: 'twelveLabsTrigger',
		icon: {
			light: 'file:../../icons/twelvelabs.svg',
			dark: 'file:../../icons/twelvelabs.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: EVENTS_SUBTITLE,
		// The node panel shows this text for the trigger and the node together.
		description: 'Index videos with TwelveLabs, and start workflows when indexing has finished',
		defaults: { name: 'TwelveLabs Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'twelveLabsApi', required: true }],
		hints: [
			{
				message:
					'Assets that finish between two polls start one execution together, with one item each.',
				type: 'info',
				location: 'outputPane',
				whenToDisplay: 'afterExecution',
			},
		],
		properties: triggerParameters,
	};

	methods = { listSearch: { searchIndexes } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const [{ completions }, { openIndexedAssets }] = await pollCode().catch(
			async (error: Error) => await Promise.reject(new NodeOperationError(this.getNode(), error)),
		);
		const events = await completions(this, openIndexedAssets);
		return events.length > 0 ? [this.helpers.returnJsonArray(events)] : null;
	}
}
