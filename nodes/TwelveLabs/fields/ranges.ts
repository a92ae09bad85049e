import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asLimit } from '../../shared/parameters';

/** A technical property that can be narrowed to a range. */
export interface Range {
	/** The API's name. */
	wireName: string;
	label: string;
	/** For the label of the field, with a space before it. */
	unit: string;
	/** In words, for the description. */
	measure: string;
}

/** In the order of the panel. */
export const RANGES: readonly Range[] = [
	{ wireName: 'duration', label: 'Duration', unit: ' (Seconds)', measure: 'duration in seconds' },
	{ wireName: 'width', label: 'Width', unit: ' (Pixels)', measure: 'width in pixels' },
	{ wireName: 'height', label: 'Height', unit: ' (Pixels)', measure: 'height in pixels' },
	{ wireName: 'fps', label: 'FPS', unit: '', measure: 'number of frames per second' },
	{ wireName: 'size', label: 'Size', unit: ' (Bytes)', measure: 'file size in bytes' },
];

/** The ends of a range: `gte` on the wire, `durationGte` in the workflow. */
const ENDS = [
	{ operator: 'gte', suffix: 'Gte', label: 'From', bound: 'Least' },
	{ operator: 'lte', suffix: 'Lte', label: 'To', bound: 'Greatest' },
];

/** Two fields for each range: operations that offer the same range share them. */
const FIELDS = new Map(
	RANGES.map(({ wireName, label, unit, measure }) => [
		wireName,
		ENDS.map(
			(end): INodeProperties => ({
				displayName: `${label} ${end.label}${unit}`,
				name: wireName + end.suffix,
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: `${end.bound} ${measure}. 0 is no limit.`,
			}),
		),
	]),
);

export const rangeFilters = (ranges: readonly Range[]): INodeProperties[] =>
	ranges.flatMap(({ wireName }) => FIELDS.get(wireName) ?? []);

/**
 * The limits that are set. A filter that was added but left empty, or at 0, limits nothing.
 * @throws UserError naming the filter
 */
export const rangesIn = (filters: IDataObject, ranges: readonly Range[]) =>
	ranges.flatMap(({ wireName, label: name }) =>
		ENDS.flatMap(({ operator, suffix, label }) => {
			const limit = asLimit(`${name} ${label}`, filters[wireName + suffix]);
			return limit === undefined ? [] : [{ wireName, operator, limit }];
		}),
	);
