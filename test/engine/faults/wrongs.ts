import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Outcome } from './story';

const MAX_MINUTES = 30;

/** An error that leaves open whether there is an entry says so. */
const LEFT_OPEN = /may have been indexed|accepted the asset, but named no ID/;

interface ErrorOutput {
	error?: string;
	details?: { _id?: string; next?: string };
}

/** All that is not as it must be after a run of Index Asset, whatever befell it. */
export const wrongsOf = (outcome: Outcome): string[] => [
	...unaccounted(outcome.story.items.length, outcome),
	...wrongGreens(outcome),
	...wrongReds(outcome),
	...twice(outcome),
	...lost(outcome),
	...(outcome.text.includes(outcome.apiKey) ? ['the API key is shown'] : []),
	...(outcome.minutes > MAX_MINUTES ? [`it took ${outcome.minutes} minutes`] : []),
];

/** Each input item has one output item, paired with it, and the outputs keep the order. */
export function unaccounted(
	count: number,
	{ green, red }: Pick<Outcome, 'green' | 'red'>,
): string[] {
	const all = [...green, ...red].map(itemOf).sort((a, b) => a - b);
	const isWhole = all.length === count && all.every((item, n) => item === n);
	return [
		...(isWhole ? [] : [`of ${count} items, ${all.join()} came out`]),
		...(isSorted(green) && isSorted(red) ? [] : ['the order is lost']),
	];
}

/** A green item names an entry of its asset, and without Skip if Already Indexed none that was there before. */
function wrongGreens({ story, indexId, assets, created, earlier, green }: Outcome): string[] {
	return green.flatMap((item) => {
		const plan = story.items[itemOf(item)];
		const { _id, asset_id, index_id } = item.json;
		const candidates = plan?.skip ? [...created, ...earlier] : created;
		const entry = candidates.find(({ id }) => id === _id);
		const isRight =
			plan !== undefined &&
			entry?.assetId === assets[plan.asset] &&
			entry.assetId === asset_id &&
			index_id === indexId;
		if (isRight) return [];
		const age = earlier.some(({ id }) => id === _id) ? 'an earlier entry' : 'no such entry';
		return [`green item ${itemOf(item)} names ${age}: ${about(item.json)}`];
	});
}

const wrongReds = ({ red }: Outcome): string[] =>
	red.flatMap((item) => {
		const { error, details } = item.json as ErrorOutput;
		return error && details?.next ? [] : [`error item ${itemOf(item)} says ${about(item.json)}`];
	});

/** Items without a look-up first may index once each; all those that do, once together. */
function twice({ story, assets, earlier, created }: Outcome): string[] {
	return assets.flatMap((assetId, asset) => {
		const items = story.items.filter((item) => item.asset === asset);
		const isThere = earlier.some((entry) => entry.assetId === assetId && !hasFailed(entry));
		const shared = items.some(({ skip }) => skip) && !isThere ? 1 : 0;
		const max = items.filter(({ skip }) => !skip).length + shared;
		const count = created.filter((entry) => entry.assetId === assetId).length;
		return count > max ? [`asset ${asset} was indexed ${count} times, not ${max}`] : [];
	});
}

/** Each entry is named by an item of its asset, or one of them says that there may be one. */
function lost({ story, assets, created, green, red }: Outcome): string[] {
	return created.flatMap(({ id, assetId }) => {
		const isOf = (item: INodeExecutionData) =>
			assets[story.items[itemOf(item)]?.asset ?? -1] === assetId;
		const isReported =
			green.some(({ json }) => json._id === id) ||
			red.some((item) => isOf(item) && reports(item.json, id));
		return isReported ? [] : [`entry ${id} of asset ${assets.indexOf(assetId)} is lost`];
	});
}

function reports({ error = '', details = {} }: ErrorOutput, id: string): boolean {
	return details._id === id || LEFT_OPEN.test(`${error} ${details.next}`);
}

const hasFailed = ({ life }: Outcome['earlier'][number]) => life.at(-1)?.status === 'failed';

const itemOf = ({ pairedItem }: INodeExecutionData): number =>
	typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : NaN;

const isSorted = (items: INodeExecutionData[]): boolean =>
	items.every((item, n) => n === 0 || itemOf(items[n - 1] ?? item) < itemOf(item));

const about = (json: IDataObject) => JSON.stringify(json);
