import { ActiveWorkflowTriggers, PollContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IPollFunctions,
	type Workflow,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import { Container } from './core';
import type { Engine } from './harness';
import type { TestWorld } from './world';

/** The parameters of the trigger, and what n8n has of its workflow. */
export type TriggerWish = [
	parameters: INodeParameters,
	workflow?: {
		staticData?: IDataObject;
		name?: string;
		id?: string;
		credential?: TestWorld['credential'];
	},
];

/** One active workflow with the trigger, as n8n keeps it between polls. */
export class WatchingWorkflow {
	private readonly active: ReturnType<Engine['triggerWorkflow']>;

	constructor(
		private readonly world: TestWorld,
		...[parameters, { credential = world.credential, ...workflow } = {}]: TriggerWish
	) {
		this.active = world.engine.triggerWorkflow(parameters, credential, workflow);
	}

	/** What n8n would write to the database. */
	get staticData(): IDataObject {
		return JSON.parse(JSON.stringify(this.active.workflow.staticData)) as IDataObject;
	}

	context(mode: WorkflowActivateMode = 'activate') {
		const { workflow, node, additionalData } = this.active;
		return new PollContext(workflow, node, additionalData, 'trigger', mode);
	}

	async poll(mode: WorkflowActivateMode = 'activate'): Promise<IDataObject[] | null> {
		const items = await this.world.engine.trigger.poll?.call(this.context(mode));
		return items ? items[0].map(({ json }) => json) : null;
	}

	/** The poll of Fetch Test Event alone. */
	async pollByHand(): Promise<unknown> {
		const { workflow, node, additionalData } = this.active;
		const context = new PollContext(workflow, node, additionalData, 'manual', 'manual');
		return await this.world.engine.trigger.poll?.call(context);
	}

	async activate(): Promise<void> {
		const { workflow, additionalData } = this.active;
		const triggers = Container.get(ActiveWorkflowTriggers);
		const getPollFunctions = (of: Workflow, node: INode) =>
			new PollContext(of, node, additionalData, 'trigger', 'activate') as unknown as IPollFunctions;
		await triggers.addAllTriggers(
			'w',
			workflow,
			additionalData,
			'trigger',
			'activate',
			(() => {}) as never,
			getPollFunctions as never,
		);
		await triggers.remove('w');
	}

	/** Fetch Test Event in the editor. */
	async fetchTestEvent() {
		const { workflow, node, additionalData } = this.active;
		const run = await new WorkflowExecute(
			additionalData,
			'manual',
			createRunExecutionData({
				executionData: {
					nodeExecutionStack: [{ node, data: { main: [[{ json: {} }]] }, source: null }],
				},
			}),
		).processRunExecutionData(workflow);
		return run.data.resultData.runData[node.name]?.[0].data?.main[0]?.map(({ json }) => json) ?? [];
	}
}
