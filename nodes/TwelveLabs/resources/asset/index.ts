import type { Resource } from '../../operation';
import { deleteAsset } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { getTranscription } from './getTranscription';
import { update } from './update';
import { upload } from './upload';

/** An uploaded file. */
export const asset: Resource = {
	value: 'asset',
	name: 'Asset',
	operations: [get, getAll, getTranscription, update, upload, deleteAsset],
};
