import type { IDataObject } from 'n8n-workflow';

import type {
	AnalysisTask,
	Asset,
	EmbeddingTask,
	IndexedAssetDetailed,
} from '../../../nodes/shared/types';
import { analysisTaskEvent } from '../../../nodes/TwelveLabsTrigger/sources/analysisTask/event';
import { assetEvent } from '../../../nodes/TwelveLabsTrigger/sources/asset/event';
import { embeddingTaskEvent } from '../../../nodes/TwelveLabsTrigger/sources/embeddingTask/event';
import { completionEvent } from '../../../nodes/TwelveLabsTrigger/sources/indexedAsset/event';
import type { Shape } from './types';

const TIME = '2026-11-27T10:00:00.000Z';

/** With everything that an entry can have, so that an event has all of its fields. */
const INDEXED_ASSET: Required<Omit<IndexedAssetDetailed, 'status' | 'error' | 'error_reason'>> = {
	_id: 'a',
	asset_id: 'b',
	created_at: TIME,
	updated_at: TIME,
	indexed_at: TIME,
	system_metadata: { filename: 'a.mp4', duration: 1, fps: 25, width: 640, height: 360, size: 1 },
	user_metadata: {},
	hls: { video_url: 'c', thumbnail_urls: ['d'], status: 'COMPLETE', updated_at: TIME },
};

const ASSET: Required<Omit<Asset, 'status' | 'error'>> = {
	_id: 'a',
	method: 'url',
	filename: 'a.mp4',
	file_type: 'video/mp4',
	created_at: TIME,
	user_metadata: {},
	size: 1,
	duration: 1,
	hls: { manifest_url: 'c' },
	thumbnail: { representative_url: 'd' },
};

const ANALYSIS_TASK: Required<Omit<AnalysisTask, 'status' | 'error' | 'result'>> = {
	task_id: 'a',
	custom_id: 'b',
	created_at: TIME,
	completed_at: TIME,
	video_source: { asset_id: 'c' },
	request_params: { analysis_mode: 'general', prompt: 'd', response_format: { type: 'text' } },
};

const EMBEDDING_TASK: Required<Omit<EmbeddingTask, 'status' | 'error'>> = {
	_id: 'a',
	model_name: 'b',
	created_at: TIME,
	updated_at: TIME,
	audio_embedding: { metadata: { input_filename: 'c', input_url: 'd', duration: 1 } },
	video_embedding: { metadata: { input_filename: 'c', input_url: 'd', duration: 1 } },
	metadata: { input_filename: 'c', input_url: 'd', duration: 1 },
	data: [{ embedding: [1] }],
};

const RESULT = { data: 'e', finish_reason: 'length', usage: { input_tokens: 1, output_tokens: 1 } };

/** One event of each kind, by the folder of its source below `nodes/TwelveLabsTrigger/sources`. */
const EVENTS: Record<string, Record<string, (simplify: boolean) => IDataObject>> = {
	analysisTask: {
		ready: (simplify) =>
			analysisTaskEvent(
				{ ...ANALYSIS_TASK, status: 'ready', result: RESULT, error: { message: 'f' } },
				simplify,
			),
		failed: (simplify) =>
			analysisTaskEvent({ ...ANALYSIS_TASK, status: 'failed', error: { message: 'f' } }, simplify),
		canceled: (simplify) =>
			analysisTaskEvent(
				{ ...ANALYSIS_TASK, status: 'canceled', error: { code: 'g', message: 'f' } },
				simplify,
			),
	},
	asset: {
		ready: (simplify) => assetEvent({ ...ASSET, status: 'ready' }, simplify),
		failed: (simplify) =>
			assetEvent({ ...ASSET, status: 'failed', error: { message: 'f' } }, simplify),
	},
	embeddingTask: {
		ready: (simplify) => embeddingTaskEvent({ ...EMBEDDING_TASK, status: 'ready' }, simplify),
		failed: (simplify) =>
			embeddingTaskEvent(
				{ ...EMBEDDING_TASK, status: 'failed', error: { message: 'f' } },
				simplify,
			),
	},
	indexedAsset: {
		ready: (simplify) => completionEvent('e', { ...INDEXED_ASSET, status: 'ready' }, simplify),
		failed: (simplify) =>
			completionEvent(
				'e',
				{ ...INDEXED_ASSET, status: 'failed', error_reason: 'f', error: { message: 'f' } },
				simplify,
			),
	},
};

/** The fields of the trigger's items, e.g. by `TwelveLabsTrigger/indexedAsset/ready/simplified`. */
export const eventShapes = (): Record<string, Shape> =>
	Object.fromEntries(
		Object.entries(EVENTS).flatMap(([source, events]) =>
			Object.entries(events).flatMap(([event, sample]) =>
				[true, false].map((simplify) => [
					['TwelveLabsTrigger', source, event, simplify ? 'simplified' : 'raw'].join('/'),
					shapeOf(sample(simplify)),
				]),
			),
		),
	);

function shapeOf(value: unknown): Shape {
	if (Array.isArray(value)) return { type: 'array', items: shapeOf(value[0]) };
	if (typeof value !== 'object' || value === null) return { type: typeof value };
	const properties = Object.entries(value).map(([name, one]) => [name, shapeOf(one)]);
	return { type: 'object', properties: Object.fromEntries(properties) as Shape['properties'] };
}
