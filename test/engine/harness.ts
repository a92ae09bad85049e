/**
 * Runs the built package inside the real n8n engine, in process. Real are the package loader, Workflow, WorkflowExecute,
 * RoutingNode, the execution contexts and the HTTP client. What the n8n server adds stands in: the node registry and the
 * credential store, kept to the server's rules.
 */
import { randomUUID } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';

import {
	LoadOptionsContext,
	type PackageDirectoryLoader,
	RoutingNode,
	WorkflowExecute,
	ExecuteContext,
	SupplyDataContext,
} from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IRunExecutionData,
} from 'n8n-workflow';

import {
	actionNodeOf,
	executionDataFor,
	loadBuiltPackage,
	passOnNode,
} from '../../scripts/engine/builtPackage';
import { CREDENTIAL_TYPE, NODE_TYPE, TRIGGER_TYPE } from '../../scripts/names';
import { fromCore } from './core';

/** How n8n calls a node as a tool. It has that for itself. */
const { makeHandleToolInvocation } = fromCore<{
	makeHandleToolInvocation(
		context: (runIndex: number) => SupplyDataContext,
		node: INode,
		nodeType: INodeType,
		data: IRunExecutionData,
	): (args: IDataObject) => Promise<string>;
}>(
	join(
		dirname(require.resolve('n8n-core')),
		'execution-engine/node-execution-context/utils/get-input-connection-data',
	),
);

/** Hands the same items to the node again, until it has had them so often. */
const loopNode = (rounds: number, items: INodeExecutionData[]): INodeType => {
	let left = rounds;
	return {
		description: { ...passOnNode.description, name: 'loop', inputs: ['main'] },
		async execute() {
			return [--left > 0 ? items : []];
		},
	};
};

/** What a test says about one run. */
export interface RunOptions {
	parameters: INodeParameters;
	input?: INodeExecutionData[];
	onError?: INode['onError'];
	/** Settings of the node besides its parameters. */
	settings?: Pick<
		INode,
		'executeOnce' | 'alwaysOutputData' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'
	>;
	/** How often the node gets the same items, as in a loop. */
	rounds?: number;
	/** Pinned to the node: n8n then gives these in place of running it. */
	pinned?: INodeExecutionData[];
	/** Runs as n8n runs a tool that an AI Agent has called. */
	asTool?: boolean;
	credential: ICredentialDataDecryptedObject;
	/** Distinguishes two credentials of the same type. */
	credentialId?: string;
	/** Distinguishes two executions. */
	executionId?: string;
	/** Gets each line for the console of the editor; the execution is then a manual one. */
	onConsole?: (line: string) => void;
	/** Runs in place of our node: one of n8n's own, with the same credential. */
	otherNode?: OtherNode;
}

/** A node of another package. */
export interface OtherNode {
	/** n8n judges by it: `n8n-nodes-base.httpRequest` may use every credential, an unknown type none. */
	type: string;
	typeVersion: number;
	nodeType: INodeType;
}

/** The package as n8n loads it, ready to run. */
export class Engine {
	private constructor(readonly loader: PackageDirectoryLoader) {}

	/** Loads `dist`, which `npm run build` makes, or an installed package. */
	static async load(folder = resolve(__dirname, '../..')): Promise<Engine> {
		return new Engine(await loadBuiltPackage(folder));
	}

	get trigger(): INodeType {
		return NodeHelpers.getVersionedNodeType(this.loader.getNode('twelveLabsTrigger').type);
	}

	/**
	 * The node class. n8n prefers its custom operations to `execute`; with `ENGINE_RUNS_BY=routing` there are none, as where
	 * n8n does not look for them.
	 */
	get node(): INodeType {
		const node = actionNodeOf(this.loader);
		if (process.env.ENGINE_RUNS_BY === 'routing') delete node.customOperations;
		return node;
	}

	/** Start -> node under test, as a production execution, or a manual one with a console. The promise can be cancelled. */
	run({
		parameters,
		input = [{ json: {} }],
		onError,
		settings,
		rounds = 1,
		pinned,
		asTool,
		credential,
		credentialId,
		otherNode,
		executionId,
		onConsole,
	}: RunOptions) {
		const start = { ...nodeBase, id: 's', name: 'Start', type: 'start', parameters: {} };
		const { type = NODE_TYPE, typeVersion = 1, nodeType = this.node } = otherNode ?? {};
		const own = this.nodeWith(parameters, credentialId);
		const rewireOutputLogTo = asTool ? NodeConnectionTypes.AiTool : undefined;
		const tested: INode = { ...own, ...settings, type, typeVersion, onError, rewireOutputLogTo };
		const loop = { ...nodeBase, id: 'l', name: 'Loop', type: 'loop', parameters: {} };
		const toNode = { main: [[{ node: 'Node', type: NodeConnectionTypes.Main, index: 0 }]] };
		const toLoop = { main: [[{ node: 'Loop', type: NodeConnectionTypes.Main, index: 0 }]] };
		const workflow = new Workflow({
			id: 'w',
			name: 'w',
			active: false,
			nodes: [start, tested, loop],
			nodeTypes: this.registry({ [type]: nodeType, loop: loopNode(rounds, input) }),
			connections: { Start: toNode, ...(rounds > 1 && { Node: toLoop, Loop: toNode }) },
			settings: { executionOrder: 'v1' },
		});
		const run = createRunExecutionData({
			resultData: { pinData: pinned && { [tested.name]: pinned } },
			executionData: {
				nodeExecutionStack: [{ node: start, data: { main: [input] }, source: null }],
			},
		});
		const additionalData = this.additionalData(credential, executionId);
		if (onConsole) {
			additionalData.sendDataToUI = (type, data) => {
				if (type === 'sendConsoleMessage')
					onConsole((data as { messages: string[] }).messages.join(' '));
			};
		}
		const mode = onConsole ? 'manual' : 'trigger';
		return new WorkflowExecute(additionalData, mode, run).processRunExecutionData(workflow);
	}

	/**
	 * The node as a tool of an MCP Server Trigger, or of an older AI Agent: n8n then runs it by routing, and tries it again itself.
	 * @returns what calls it with the arguments of a model
	 */
	toolOf({
		parameters,
		settings,
		credential,
	}: Pick<RunOptions, 'parameters' | 'settings' | 'credential'>): (
		args: IDataObject,
	) => Promise<string> {
		const { node: nodeType } = this;
		const node = { ...this.nodeWith(parameters), ...settings };
		const caller: INode = { ...nodeBase, id: 'c', name: 'Caller', type: 'start', parameters: {} };
		const workflow = new Workflow({
			id: 'w',
			nodes: [node, caller],
			connections: {},
			active: false,
			nodeTypes: this.registry(),
		});
		const data = createRunExecutionData();
		const additionalData = this.additionalData(credential);
		const ofCaller = { node: caller, data: { main: [[{ json: {} }]] }, source: null };
		const context = (runIndex: number) =>
			new SupplyDataContext(
				workflow,
				node,
				additionalData,
				'trigger',
				data,
				runIndex,
				[{ json: {} }],
				{},
				NodeConnectionTypes.AiTool,
				ofCaller,
				[],
				undefined,
				caller,
			);
		return makeHandleToolInvocation(context, node, nodeType, data);
	}

	/** A page of a resource locator's list, as the editor asks for it. */
	async searchList(
		method: string,
		credential: ICredentialDataDecryptedObject,
		{
			filter,
			paginationToken,
			parameters = {},
		}: { filter?: string; paginationToken?: string; parameters?: INodeParameters } = {},
	): Promise<INodeListSearchResult> {
		const node = this.nodeWith(parameters);
		const workflow = new Workflow({
			id: 'w',
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: this.registry(),
		});
		const additionalData = {
			...this.additionalData(credential),
			currentNodeParameters: parameters,
		};
		const context = new LoadOptionsContext(workflow, node, additionalData, '');
		const search = this.node.methods?.listSearch?.[method];
		if (!search) throw new Error(`The node has no list search ${method}`);
		return await search.call(context, filter, paginationToken);
	}

	/**
	 * The credential's own test, as the server runs it: a declarative node of one routed property, then the rules for what
	 * came with a status of success.
	 */
	async testCredential(credential: ICredentialDataDecryptedObject): Promise<void> {
		const { type } = this.loader.getCredential(CREDENTIAL_TYPE);
		if (!type.test) throw new Error('The credential has no test');
		const nodeType: INodeType = {
			description: {
				...passOnNode.description,
				credentials: [{ name: CREDENTIAL_TYPE, required: true }],
				properties: [
					{
						displayName: 'Test',
						name: 'test',
						type: 'string',
						default: '',
						routing: { request: type.test.request },
					},
				],
			},
		};
		const node = { ...this.nodeWith({}), type: 'credentialTest' };
		const workflow = new Workflow({
			id: 'w',
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: this.registry({ credentialTest: nodeType }),
		});
		const context = new ExecuteContext(
			workflow,
			node,
			this.additionalData(credential),
			'internal',
			createRunExecutionData(),
			0,
			[{ json: {} }],
			{ main: [[{ json: {} }]] },
			{ node, data: {}, source: null },
			[],
		);
		const output = await new RoutingNode(context, nodeType, {
			id: '1',
			name: 'Test',
			type: CREDENTIAL_TYPE,
			data: credential,
		}).runNode();
		const body: unknown = output?.[0]?.[0]?.json;
		for (const { type: kind, properties } of type.test.rules ?? []) {
			if (kind !== 'responseSuccessBody') continue;
			// A body that is no JSON is a text, which has no such key.
			const value = (Object(body) as IDataObject)[properties.key];
			if (value === properties.value) throw new Error(properties.message);
		}
	}

	/**
	 * A workflow that begins with the trigger, as n8n has it when it is active. Without an id it is one that nothing in
	 * this process has polled, as after a restart of n8n.
	 */
	triggerWorkflow(
		parameters: INodeParameters,
		credential: ICredentialDataDecryptedObject,
		{
			staticData = {},
			name = 'Trigger',
			id = randomUUID(),
		}: { staticData?: IDataObject; name?: string; id?: string } = {},
	) {
		const node = { ...this.nodeWith(parameters), id: 't', name, type: TRIGGER_TYPE };
		const workflow = new Workflow({
			id,
			name: 'w',
			active: true,
			nodes: [node],
			connections: {},
			nodeTypes: this.registry(),
			staticData,
		});
		return { node, workflow, additionalData: this.additionalData(credential) };
	}

	private nodeWith(parameters: INodeParameters, credentialId = '1'): INode {
		return {
			...nodeBase,
			id: 'n',
			name: 'Node',
			type: NODE_TYPE,
			parameters,
			credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: 'TwelveLabs' } },
		};
	}

	private registry(more: Record<string, INodeType> = {}): INodeTypes {
		const types: Record<string, INodeType> = {
			start: passOnNode,
			[NODE_TYPE]: this.node,
			[TRIGGER_TYPE]: this.trigger,
			...more,
		};
		const getByNameAndVersion = (name: string) => types[name];
		return { getByName: getByNameAndVersion, getByNameAndVersion, getKnownTypes: () => ({}) };
	}

	private additionalData(credential: ICredentialDataDecryptedObject, executionId?: string) {
		return executionDataFor(this.loader, credential, executionId);
	}
}

const nodeBase = { typeVersion: 1, position: [0, 0] as [number, number] };

/** Items of an output of the node under test; output 1 is the error output. @param round of a loop, from 0 */
export const itemsOf = (run: IRun, output = 0, round = 0): INodeExecutionData[] =>
	run.data.resultData.runData.Node?.[round]?.data?.main?.[output] ?? [];

export const jsonOf = (run: IRun, output = 0, round = 0): IDataObject[] =>
	itemsOf(run, output, round).map(({ json }) => json);

/** What stopped a run, as n8n shows it. */
export function errorOf(run: IRun) {
	const error = run.data.resultData.error as
		| {
				name: string;
				message: string;
				description?: string | null;
				httpCode?: string | null;
				context?: IDataObject;
		  }
		| undefined;
	if (!error) throw new Error('The run was successful');
	return error;
}

/** A resource locator in By ID mode, as it is stored in a workflow. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
