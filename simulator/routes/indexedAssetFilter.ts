import { Refusal } from '../errors';
import { stepAt } from '../lifecycle';
import { nameFilter, rangeFilter, sinceFilter } from '../listing';
import type { IndexedAssetRecord, Media } from '../records';
import type { Switches } from '../switches';
import { updatedAt } from './indexedAssetView';

interface Range {
	gte?: number;
	lte?: number;
}

/** Everything a list of indexed assets can be narrowed by. */
export interface IndexedAssetFilters extends Partial<Record<keyof Media, Range>> {
	status?: string[];
	filename?: string;
	created_at?: string;
	updated_at?: string;
	user_metadata?: Record<string, string>;
}

const MEASURES = ['duration', 'fps', 'width', 'height', 'size'] as const;

/** The condition that a list's query describes. Every part must hold. */
export function indexedAssetFilter(
	query: IndexedAssetFilters,
	switches: Switches,
	now: number,
): (indexed: IndexedAssetRecord) => boolean {
	const statuses = query.status ?? (switches.listStatuses === 'readyOnly' ? ['ready'] : undefined);
	const named = nameFilter(query.filename, switches.filenameFilter);
	const created = sinceFilter('created_at', query.created_at, switches);
	const updated = sinceFilter('updated_at', query.updated_at, switches);
	const measured = MEASURES.map((name) => ({ name, fits: rangeFilter(query[name]) }));
	const metadata = Object.entries(metadataFilter(query.user_metadata, switches));
	return (indexed) => {
		const { status } = stepAt(indexed.life, now);
		return (
			(statuses?.includes(status) ?? true) &&
			named(indexed.filename) &&
			created(indexed.createdAt) &&
			updated(changedAt(indexed, switches, now)) &&
			// Nothing is measured before a video has been indexed.
			measured.every(({ name, fits }) =>
				fits(status === 'ready' ? indexed.media[name] : undefined),
			) &&
			metadata.every(([name, text]) => String(indexed.userMetadata[name]) === text)
		);
	};
}

function changedAt(indexed: IndexedAssetRecord, switches: Switches, now: number) {
	return switches.updatedAtFilter === 'metadataEdits'
		? indexed.metadataEditedAt
		: updatedAt(indexed, switches, now);
}

/** The documented form has each field as a query parameter of its own; the SDK sends them all as one JSON text. */
function metadataFilter(
	{ user_metadata: json, ...fields }: Record<string, string> = {},
	switches: Switches,
): Record<string, unknown> {
	if (json === undefined) return fields;
	if (switches.metadataFilterAsJson === 'refuse') {
		const text = 'Metadata filters are query parameters of their own: category=keynote.';
		throw new Refusal('parameter_invalid', text);
	}
	const sent = Object.entries(JSON.parse(json) as object);
	return { ...fields, ...Object.fromEntries(sent.map(([name, value]) => [name, String(value)])) };
}
