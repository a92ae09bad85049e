import { UserError, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { checkedId } from '../../../api/path';
import { metadataFromRows } from '../../../shared/metadata/userMetadata';
import { asJsonObject } from '../../../shared/jsonObject';
import { asText, asTextList, invalid } from '../../../shared/parameters';
import { isSet, metadataFilter } from '../../fields/filters';
import { RANGES, rangeFilters, rangesIn } from '../../fields/ranges';

/** Of them, what a search can be narrowed to. */
const SEARCHED = RANGES.filter(({ wireName }) => wireName !== 'fps');

/** The API's own names, so that no metadata key can stand for another filter. */
const RESERVED = new Set(['id', 'filename', ...SEARCHED.map(({ wireName }) => wireName)]);

/** Inside Filters, the most used first. */
export const searchFilters: readonly INodeProperties[] = [
	{
		displayName: 'Filename',
		name: 'filename',
		type: 'string',
		default: '',
		placeholder: 'e.g. keynote.mp4',
		description: 'Only videos with exactly this name',
	},
	{
		displayName: 'Indexed Asset IDs',
		name: 'indexedAssetIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 69a1ca02f2b84d3c9e7a1b42, 69a1ca02f2b84d3c9e7a1b43',
		description: 'Only the indexed assets with these IDs, with commas between them',
	},
	metadataFilter,
	...rangeFilters(SEARCHED),
	{
		displayName: 'Filter (JSON)',
		name: 'filterJson',
		type: 'json',
		default: '{}',
		description:
			'One object in the syntax of the API, for example {"duration": {"gte": 60}, "season": 7}. Joined with the other filters.',
	},
];

/**
 * The filter of a search, as the API takes it.
 * @returns an object without entries where nothing is filtered
 * @throws UserError naming the filter, for a value that does not fit, and for one that is given twice
 */
export function searchFilter(filters: IDataObject): IDataObject {
	const { filename, indexedAssetIds, userMetadata = {}, filterJson } = filters;
	const ids = isSet(indexedAssetIds) ? asTextList('Indexed Asset IDs', indexedAssetIds) : [];
	if (Array.isArray(indexedAssetIds) && ids.length === 0) throw noneAllowed();
	const filter: IDataObject = {
		...(isSet(filename) && { filename: asText('Filename', filename) }),
		...(ids.length > 0 && { id: ids.map((id) => checkedId('indexedAssetId', id)) }),
	};
	for (const { wireName, operator, limit } of rangesIn(filters, SEARCHED)) {
		filter[wireName] = { ...(filter[wireName] as IDataObject | undefined), [operator]: limit };
	}
	return joined([filter, metadataOf(userMetadata), jsonOf(filterJson)]);
}

/** Without the filter, a search that may find nothing would find everything. */
const noneAllowed = (): UserError =>
	new UserError('Indexed Asset IDs is an empty list', {
		description:
			'Give at least one ID, or remove the filter to search the whole index. Nothing was sent for this item.',
	});

function metadataOf(rows: unknown): IDataObject {
	const metadata = metadataFromRows(rows);
	const reserved = Object.keys(metadata).find((key) => RESERVED.has(key));
	if (reserved === undefined) return metadata;
	throw invalid(
		'User Metadata',
		reserved,
		'has a meaning of its own in a search, so TwelveLabs cannot filter by it',
	);
}

const jsonOf = (json: unknown): IDataObject =>
	isSet(json) ? asJsonObject('Filter (JSON)', json) : {};

/** A name that stands in two of them would be lost in one. */
function joined(filters: IDataObject[]): IDataObject {
	const entries = filters.flatMap((filter) => Object.entries(filter));
	const names = entries.map(([name]) => name);
	const repeated = names.find((name, at) => names.indexOf(name) !== at);
	if (repeated === undefined) return Object.fromEntries(entries);
	throw invalid('Filter (JSON)', repeated, 'is set by another filter already');
}
