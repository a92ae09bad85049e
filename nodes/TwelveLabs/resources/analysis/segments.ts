import type { IDataObject } from 'n8n-workflow';

import { isRecord, text } from '../../../api/body';
import { jsonOrNothing } from '../../../shared/jsonOrNothing';
import type { AnalysisTask } from '../../../shared/types';
import type { Item } from '../../run/item';

/**
 * What each item has by itself, and `error`, by which n8n recognises items that did not succeed. A field of one of these names
 * stands under `metadata` in place of beside them.
 */
const OWN_NAMES = ['definition', 'start', 'end', 'task_id', 'asset_id', 'warning', 'error'];

const CUT = 'TwelveLabs cut the answer off, so segments may be missing.';

const NOTHING_FOUND =
	'TwelveLabs found no such segment, so there is no output item. Describe the segments in other words, or turn on Always Output Data in the settings of the node, so that the workflow goes on.';

const SEE_WARNING = 'Segments may be missing: see "warning" in the output.';

/**
 * The output items of a ready segmentation, with a hint where there is none, and where some may be missing.
 * @returns see `segmentItems`
 */
export function segmentsOf(item: Pick<Item, 'hint'>, task: AnalysisTask): IDataObject[] {
	const items = segmentItems(task);
	if (items.length === 0) item.hint(NOTHING_FOUND);
	if (items.some(({ warning }) => warning !== undefined)) item.hint(SEE_WARNING);
	return items;
}

/** One part of a video, as TwelveLabs answers. */
type Segment = Record<string, unknown> & { metadata?: Record<string, unknown> | null };

/**
 * The segments of a ready segmentation, one item each, in the order of the answer. An answer that cannot be read as a whole
 * is one item with its text and a warning, and so is one without segments that has a warning: no item would carry it else.
 * @returns an empty list where TwelveLabs found no segment
 */
export function segmentItems(task: AnalysisTask): IDataObject[] {
	const { data, finish_reason: finish } = task.result ?? {};
	const isCut = finish === 'length';
	const warning = text(task.error?.message) ?? (isCut ? CUT : undefined);
	const source = sourceOf(task);
	const whole = (why: string): IDataObject[] => [
		{
			text: typeof data === 'string' ? data : JSON.stringify(data) || '',
			...(finish !== undefined && { finish_reason: finish }),
			...source,
			warning: [why, warning].filter(Boolean).join(' '),
		},
	];
	const parsed = typeof data === 'string' ? jsonOrNothing(data) : data;
	if (parsed === undefined)
		return whole('The answer is not valid JSON, so it is returned as text.');
	const byDefinition = segmentsIn(parsed);
	if (!byDefinition)
		return whole('The answer holds no lists of segments, so it is returned as text.');
	const items = byDefinition.flatMap(([definition, segments]) =>
		segments.map((segment) => ({
			definition,
			...segmentFields(segment),
			...source,
			...(warning !== undefined && { warning }),
		})),
	);
	return items.length === 0 && warning !== undefined ? whole('There is no segment in it.') : items;
}

function sourceOf({ task_id, video_source: video }: AnalysisTask): IDataObject {
	const assetId = video?.asset_id ?? undefined;
	return { task_id, ...(assetId !== undefined && { asset_id: assetId }) };
}

/** The segments by the ID of their definition; undefined where anything else stands among them. */
function segmentsIn(answer: unknown): Array<[definition: string, Segment[]]> | undefined {
	if (!isRecord(answer)) return undefined;
	const entries = Object.entries(answer).map(
		([definition, segments]) => [definition, segments ?? []] as const,
	);
	const isWhole = entries.every(
		([, segments]) => Array.isArray(segments) && segments.every(isSegment),
	);
	return isWhole ? (entries as Array<[string, Segment[]]>) : undefined;
}

const isSegment = (value: unknown): value is Segment =>
	isRecord(value) && isRecord(value.metadata ?? {});

/** Times and fields, side by side. Times are on the clock of the file, in the format that was asked for. */
function segmentFields({ start_time: start, end_time: end, metadata, ...others }: Segment) {
	const fields = Object.entries({ ...others, ...metadata });
	const clashing = fields.filter(([name]) => OWN_NAMES.includes(name));
	const beside = fields.filter(([name]) => !OWN_NAMES.includes(name));
	return {
		...(start !== undefined && { start }),
		...(end !== undefined && { end }),
		// Object.fromEntries keeps a name such as __proto__ as a field of its own.
		...Object.fromEntries(beside),
		...(clashing.length > 0 && { metadata: Object.fromEntries(clashing) }),
	} as IDataObject;
}
