import type { IHttpRequestOptions } from 'n8n-workflow';

import { readAnalysisTask } from '../../nodes/shared/analysisTask';
import { readAsset } from '../../nodes/shared/asset';
import { indexedAsset } from '../../nodes/shared/indexedAsset';
import { useSkippedWaits } from '../engine/skipWaits';
import { stubConnection } from '../stubConnection';

useSkippedWaits();

/** A server that always answers the same. */
function answering(body: object) {
	const urls: string[] = [];
	const connection = stubConnection(({ url }: IHttpRequestOptions) => {
		urls.push(url);
		return { body };
	});
	return { connection, urls };
}

const BASE = 'http://twelvelabs.test';

test('an asset, an indexed asset and an analysis task are read by their IDs', async () => {
	const asset = answering({ _id: 'a1' });
	expect(await readAsset(asset.connection, 'a1')).toEqual({ _id: 'a1' });
	expect(asset.urls).toEqual([`${BASE}/assets/a1`]);
	const entry = answering({ _id: 'e1', asset_id: 'a1' });
	expect(await indexedAsset(entry.connection, 'i1', 'e1', { asset_id: 'a1' })).toEqual({
		_id: 'e1',
		asset_id: 'a1',
	});
	expect(entry.urls).toEqual([`${BASE}/indexes/i1/indexed-assets/e1`]);
	const task = answering({ task_id: 't1' });
	expect(await readAnalysisTask(task.connection, 't1')).toEqual({ task_id: 't1' });
	expect(task.urls).toEqual([`${BASE}/analyze/tasks/t1`]);
});

test('the answer about another one is none', async () => {
	const { connection } = answering({ _id: 'other', task_id: 'other', asset_id: 'other' });
	const message = 'TwelveLabs answered about other in place of';
	await expect(readAsset(connection, 'a1')).rejects.toThrow(`${message} a1`);
	await expect(indexedAsset(connection, 'i1', 'e1')).rejects.toThrow(`${message} e1`);
	await expect(indexedAsset(connection, 'i1', 'other', { asset_id: 'a1' })).rejects.toThrow(
		`${message} a1`,
	);
	await expect(readAnalysisTask(connection, 't1')).rejects.toThrow(`${message} t1`);
});
