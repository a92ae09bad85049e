import { NodeConnectionTypes, type INode, type INodeParameters } from 'n8n-workflow';

import { byId } from '../../scripts/example';
import type { N8nClient } from '../../scripts/n8n/client';
import type { Credential, WorkflowDraft } from '../../scripts/n8n/clientTypes';
import { TOOL_TYPE } from '../../scripts/names';
import type { ChatModel } from './chatModel';
import { leadsTo, START } from './workflows';

/** The node that n8n makes of ours so that a model can call it. */

export const AGENT = 'AI Agent';
const MODEL = 'Chat Model';

/** A workflow in which an AI Agent works with tools. */
interface AgentWorkflow {
	name: string;
	/** What the agent is asked. */
	text: string;
	tools: INode[];
	/** Opens the chat model. */
	credential: Credential;
}

/** What n8n's editor writes into a field when the user lets the model fill it in. */
export const fromModel = (
	key: string,
	type: 'string' | 'number' | 'boolean' | 'json' = 'string',
): string => `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`\`, '${type}') }}`;

/** Our node as a tool. The model knows it by the node's name. */
export const twelveLabsTool = (
	name: string,
	parameters: INodeParameters,
	credential: Credential,
): INode => ({
	id: name,
	name,
	type: TOOL_TYPE,
	typeVersion: 1,
	position: [400, 200],
	parameters,
	credentials: { [credential.type]: { id: credential.id, name: credential.name } },
});

/** The name of a node as models read it: they know none with spaces. */
export const toolName = (node: string): string => node.replaceAll(' ', '_');

/** Saves the credential that opens a chat model. */
export const saveModelAccess = async (client: N8nClient, { url }: ChatModel): Promise<Credential> =>
	await client.saveCredential('Chat model', 'openAiApi', { apiKey: 'any', url });

/** Start, an AI Agent, and what the agent works with. */
export const agentWorkflow = ({ name, text, tools, credential }: AgentWorkflow): WorkflowDraft =>
	withChatModel(
		{
			name,
			nodes: [
				START,
				{
					id: 'agent',
					name: AGENT,
					type: '@n8n/n8n-nodes-langchain.agent',
					typeVersion: 3.1,
					position: [200, 0],
					parameters: { promptType: 'define', text, options: {} },
				},
				...tools,
			],
			connections: {
				[START.name]: leadsTo(AGENT),
				...Object.fromEntries(tools.map((tool) => [tool.name, serves(NodeConnectionTypes.AiTool)])),
			},
			// As the editor makes workflows; in the order before that, an agent would not wait for its tools.
			settings: { executionOrder: 'v1' },
		},
		credential,
	);

/**
 * Connects a chat model to the agent of a workflow.
 * @param credential opens the model
 */
export const withChatModel = (
	{ nodes, connections, ...draft }: WorkflowDraft,
	credential: Credential,
): WorkflowDraft => ({
	...draft,
	nodes: [
		...nodes,
		{
			id: 'model',
			name: MODEL,
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.3,
			position: [200, 200],
			// Of OpenAI's two APIs the one that every other server of models has, too.
			parameters: { model: byId('scripted'), responsesApiEnabled: false, options: {} },
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		},
	],
	connections: { ...connections, [MODEL]: serves(NodeConnectionTypes.AiLanguageModel) },
});

const serves = (type: 'ai_languageModel' | 'ai_tool') => ({
	[type]: [[{ node: AGENT, type, index: 0 }]],
});
