import { NodeConnectionTypes, type IDataObject } from 'n8n-workflow';

import { byId } from './harness';
import { useWorld } from './world';

const world = useWorld();

const UNKNOWN = '69a1c5e0f2b84d3c9e7a1b20';

/** What an AI Agent hands its model when the model has called the node. */
async function toldToModel(indexedAssetId: string): Promise<IDataObject[]> {
	const parameters = { indexId: byId(UNKNOWN), indexedAssetId: byId(indexedAssetId) };
	const run = await world.run('get', parameters, { asTool: true });
	const [{ data }] = run.data.resultData.runData.Node;
	return (data?.[NodeConnectionTypes.AiTool]?.[0] ?? []).map(({ json }) => json);
}

test('the model reads what happened, what TwelveLabs says, and what to do next', async () => {
	const [{ error }] = await toldToModel(UNKNOWN);
	expect(error).toMatch(/^Index \w{24} does not exist, or is in another account\. /);
	expect(error).toContain(`TwelveLabs says: Resource with id ${UNKNOWN} does not exist`);
	expect(error).toContain('Check the IDs.');
});

test('and so it does for a value that does not fit', async () => {
	const [{ error }] = await toldToModel('={{ "" }}');
	expect(error).toMatch(/^Indexed Asset is empty \[item 0\]\. .*give its ID/);
});
