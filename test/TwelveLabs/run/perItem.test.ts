import type { DeclarativeRestApiSettings, IExecutePaginationFunctions } from 'n8n-workflow';

import { perItem, type Item } from '../../../nodes/TwelveLabs/run/perItem';

const request = { options: { options: {} } } as unknown as DeclarativeRestApiSettings.ResultOptions;

/** What n8n hands to each item of one run of the node. */
function newRun() {
	const executeData = {};
	return (index: number) =>
		({
			getItemIndex: () => index,
			getExecutionId: () => '1',
			getExecuteData: () => executeData,
			getExecutionCancelSignal: () => undefined,
			getNode: () => ({ name: 'TwelveLabs', typeVersion: 1, parameters: {} }),
			getNodeParameter: () => ({}),
			getCredentials: async () => ({ apiKey: 'tlk_item', baseUrl: '' }),
			getTimezone: () => 'Etc/UTC',
			continueOnFail: () => false,
		}) as unknown as IExecutePaginationFunctions;
}

const pays = perItem(async ({ paid }: Item) => {
	paid();
	return [];
});

const stops = perItem(async () => {
	throw new Error('stops');
});

test('an item that stops the node says what items have cost that ended before it began, as with Batching', async () => {
	const contextOf = newRun();
	await pays.call(contextOf(0), request);
	await pays.call(contextOf(1), request);
	await expect(stops.call(contextOf(2), request)).rejects.toMatchObject({
		description: expect.stringMatching(/^2 of 3 items were sent to TwelveLabs and are paid for\./),
	});
});
