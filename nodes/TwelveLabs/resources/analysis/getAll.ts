import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { checkedId } from '../../../api/path';
import { serverTime } from '../../../api/time';
import { outputShape } from '../../../shared/output';
import { asChoice, asCollection, asText, valuesOf } from '../../../shared/parameters';
import { webAddress } from '../../../shared/webAddress';
import { chosenIn, isSet } from '../../fields/filters';
import { limitOf, list } from '../../fields/list';
import { outputFields } from '../../fields/outputFields';
import { listFields } from '../../fields/returnAll';
import type { Operation } from '../../operation';
import type { Item } from '../../run/item';
import { simplifiedTask } from './taskItems';

const STATUSES = [
	{ name: 'Canceled', value: 'canceled' },
	{ name: 'Failed', value: 'failed' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Processing', value: 'processing' },
	{ name: 'Queued', value: 'queued' },
	{ name: 'Ready', value: 'ready' },
];

const MODES = [
	{ name: 'General', value: 'general', description: 'Answers to a prompt' },
	{ name: 'Segments', value: 'time_based_metadata', description: 'Segments of a video' },
];

const filterOptions: readonly INodeProperties[] = [
	{
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		options: STATUSES,
		default: [],
		description: 'Only what has one of these statuses. None is no limit.',
	},
	{
		displayName: 'Asset ID',
		name: 'assetId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 69a1c7d4f2b84d3c9e7a1b31',
		description: 'Only analyses of this asset',
	},
	{
		displayName: 'Video URL',
		name: 'videoUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/videos/keynote.mp4',
		description: 'Only analyses of the video at exactly this address',
	},
	{
		displayName: 'Mode',
		name: 'analysisMode',
		type: 'options',
		options: MODES,
		default: 'general',
		description: 'Only analyses of this kind',
	},
];

/** https://docs.twelvelabs.io/api-reference/analyze-videos/list-analysis-tasks */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many analysis tasks',
	description:
		'List analyses that were started, the newest first. Their answers are read with Get.',
	endpoint: ENDPOINTS.analysisTasks.list,
	fields: [...listFields, ...outputFields],
	filters: filterOptions,
	run: getTasks,
};

async function getTasks(item: Item): Promise<IDataObject[]> {
	const shape = outputShape(item, simplifiedTask);
	const filters = asCollection('Filters', item.parameter('filters'));
	const statuses = chosenIn('Status', filters.status, STATUSES);
	const query = filterQuery(filters);
	if (statuses.length === 0) return (await list(item, query, 'task_id')).map(shape);
	return (await withStatuses(item, statuses, query)).map(shape);
}

/** In the order in which a task has them: one that goes on while the lists are read is met again, and not missed. */
const LIFE = ['queued', 'pending', 'processing', 'ready', 'failed', 'canceled'];

/** A request takes one status. A task that changes its own meanwhile is listed as it was read last. */
async function withStatuses(
	item: Item,
	statuses: string[],
	query: IDataObject,
): Promise<IDataObject[]> {
	const byId = new Map<unknown, IDataObject>();
	for (const status of LIFE.filter((each) => statuses.includes(each))) {
		for (const task of await list(item, { ...query, status }, 'task_id')) {
			byId.set(task.task_id, task);
		}
	}
	const time = ({ created_at }: IDataObject) => serverTime(created_at) ?? 0;
	return [...byId.values()].sort((a, b) => time(b) - time(a)).slice(0, limitOf(item));
}

function filterQuery({ assetId, videoUrl, analysisMode }: IDataObject): IDataObject {
	const example = 'https://example.com/videos/keynote.mp4';
	return {
		...(isSet(assetId) && { asset_id: checkedId('assetId', assetId) }),
		...(isSet(videoUrl) && {
			video_url: webAddress('Video URL', asText('Video URL', videoUrl), example),
		}),
		...(isSet(analysisMode) && {
			analysis_mode: asChoice('Mode', analysisMode, valuesOf(MODES)),
		}),
	};
}
