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
const pollCode = ownCode(async () => await import('./completions.js'));

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
		description:
			'Upload, index and analyze videos with TwelveLabs, and start workflows when it has finished',
		defaults: { name: 'TwelveLabs Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'twelveLabsApi', required: true }],
		hints: [
			{
				message:
					'What finishes between two polls starts one execution together, with one item each.',
				type: 'info',
				location: 'outputPane',
				whenToDisplay: 'afterExecution',
			},
		],
		properties: triggerParameters,
	};

	methods = { listSearch: { searchIndexes } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const { completions } = await pollCode().catch(
			async (error: Error) => await Promise.reject(new NodeOperationError(this.getNode(), error)),
		);
		const events = await completions(this);
		return events.length > 0 ? [this.helpers.returnJsonArray(events)] : null;
	}
}
