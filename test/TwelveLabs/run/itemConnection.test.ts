import type { IExecuteFunctions, INode } from 'n8n-workflow';

import { itemConnection } from '../../../nodes/TwelveLabs/run/itemConnection';

const n8n = {
	getExecutionId: () => '1',
	getExecuteData: () => ({}),
	getExecutionCancelSignal: () => undefined,
} as unknown as IExecuteFunctions;

/** @param timeout what an expression in Request Options gives, of any type */
const timeoutOf = async (timeout: unknown) => {
	const context = {
		n8n,
		node: {} as INode,
		run: {},
		index: 0,
		parameter: () => undefined,
		credential: async () => ({ apiKey: 'tlk_connection', baseUrl: '' }),
		binary: () => {
			throw new Error('not used');
		},
		settings: () => ({ timeout: timeout as number }),
	};
	return (await itemConnection(context, {})).settings.timeout;
};

test.each([
	[30_000, 30_000],
	['30000', 30_000],
	[' 500 ', 500],
	[undefined, undefined],
])('the Timeout %j of an expression is %j milliseconds', async (given, milliseconds) => {
	expect(await timeoutOf(given)).toBe(milliseconds);
});

test.each(['soon', '30 s', -1, '0', [30_000]])(
	'a Timeout of %j is refused before anything is sent',
	async (given) => {
		await expect(timeoutOf(given)).rejects.toThrow(/^Timeout: /);
	},
);
