/** As much of the Model Context Protocol as a client needs that calls a tool: JSON-RPC over n8n's streamable HTTP. */

const PROTOCOL = '2025-03-26';

interface RpcResponse {
	result?: unknown;
	error?: { message: string };
}

/** A session with an MCP server. */
export class McpSession {
	private session: string | undefined;
	private id = 0;

	/** @param url of an MCP Server Trigger */
	constructor(
		private readonly url: string,
		private readonly signal: AbortSignal,
	) {}

	async open(): Promise<void> {
		await this.request('initialize', {
			protocolVersion: PROTOCOL,
			capabilities: {},
			clientInfo: { name: 'end-to-end test', version: '1' },
		});
		await this.post({ method: 'notifications/initialized' });
	}

	/** Names of the tools that the server offers. */
	async tools(): Promise<string[]> {
		const { tools } = (await this.request('tools/list', {})) as { tools: Array<{ name: string }> };
		return tools.map(({ name }) => name);
	}

	/** @returns the text of the tool's result */
	async call(name: string, values: object): Promise<string> {
		const result = (await this.request('tools/call', { name, arguments: values })) as {
			content: Array<{ text: string }>;
		};
		return result.content.map(({ text }) => text).join('');
	}

	private async request(method: string, params: object): Promise<unknown> {
		const text = await this.post({ id: ++this.id, method, params });
		const { result, error } = JSON.parse(dataOf(text)) as RpcResponse;
		if (error) throw new Error(`${method}: ${error.message}`);
		return result;
	}

	private async post(message: object): Promise<string> {
		const response = await fetch(this.url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...(this.session && { 'mcp-session-id': this.session }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
			signal: this.signal,
		});
		this.session ??= response.headers.get('mcp-session-id') ?? undefined;
		const text = await response.text();
		if (!response.ok) throw new Error(`The MCP server answers ${response.status}: ${text}`);
		return text;
	}
}

/** A response comes as JSON, or as one event of a stream. */
const dataOf = (text: string): string => /^data: (.*)$/m.exec(text)?.[1] ?? text;
