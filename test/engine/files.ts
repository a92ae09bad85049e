import { createHash } from 'node:crypto';

import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** As n8n holds a file in mode `default`: within the item. */
export const inMemory = (bytes: Buffer, more: Partial<IBinaryData> = {}): IBinaryData => ({
	data: bytes.toString('base64'),
	mimeType: 'video/mp4',
	fileName: 'talk.mp4',
	...more,
});

export const itemWith = (data: IBinaryData): INodeExecutionData[] => [
	{ json: {}, binary: { data } },
];
