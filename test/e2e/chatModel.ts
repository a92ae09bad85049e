import fastify from 'fastify';

import type { Stage } from './part';

/** Loopback only, as everything that these tests start. */
const HOST = '127.0.0.1';

const CHAT_COMPLETIONS = '/v1/chat/completions';

/** A call of a tool. */
export interface ToolCall {
	tool: string;
	arguments: object;
}

/** What the model does in one turn. A function makes it of what the tools have answered so far. */
export type Turn = ToolCall | ((answers: string[]) => ToolCall);

/** A message of a conversation; the answer of a tool has the role `tool`. */
interface Message {
	role: string;
	content: string;
}

/** A tool as it is offered to a model. */
export interface Tool {
	name: string;
	description: string;
	/** A JSON schema. */
	parameters: { properties: Record<string, { type?: string }>; required: string[] };
}

/** What a model is sent at each turn: the whole conversation so far. */
interface ChatRequest {
	model: string;
	messages: Message[];
	tools: Array<{ function: Tool }>;
}

/** A running chat model. */
export interface ChatModel {
	/** The base URL for clients of OpenAI's API. */
	url: string;
	/** The tools it was offered. */
	tools(): Tool[];
	/** What the user asked. */
	prompt(): string | undefined;
	/** What the tools answered, in the order of the calls. */
	answers(): string[];
}

/**
 * Starts a chat model of OpenAI's kind that does not think: it makes the calls of a script, one at each turn, and then
 * ends the conversation.
 */
export async function startChatModel(
	{ cleanup }: Stage,
	script: Turn[],
	lastWords: string,
): Promise<ChatModel> {
	const requests: ChatRequest[] = [];
	const app = fastify({ forceCloseConnections: true });
	cleanup.add(async () => await app.close());
	app.post<{ Body: ChatRequest }>(CHAT_COMPLETIONS, async ({ body }) => {
		requests.push(body);
		const answers = answersIn(body);
		const turn = answers.length;
		if (turn >= script.length) return completion(body.model, turn, lastWords);
		const does = script[turn];
		return completion(body.model, turn, typeof does === 'function' ? does(answers) : does);
	});
	const origin = await app.listen({ host: HOST, port: 0 });
	return {
		url: `${origin}/v1`,
		tools: () => (requests[0]?.tools ?? []).map((tool) => tool.function),
		prompt: () => requests[0]?.messages.find(({ role }) => role === 'user')?.content,
		answers: () => requests.slice(-1).flatMap(answersIn),
	};
}

const answersIn = ({ messages }: ChatRequest): string[] =>
	messages.filter(({ role }) => role === 'tool').map(({ content }) => content);

/** The documented form of an answer, as far as clients read it. */
function completion(model: string, turn: number, does: ToolCall | string) {
	const says =
		typeof does === 'string'
			? { content: does }
			: {
					content: null,
					tool_calls: [
						{
							id: `call_${turn}`,
							type: 'function',
							function: { name: does.tool, arguments: JSON.stringify(does.arguments) },
						},
					],
				};
	return {
		id: `turn_${turn}`,
		object: 'chat.completion',
		created: 0,
		model,
		choices: [
			{
				index: 0,
				message: { role: 'assistant', ...says },
				finish_reason: typeof does === 'string' ? 'stop' : 'tool_calls',
			},
		],
		usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
	};
}
