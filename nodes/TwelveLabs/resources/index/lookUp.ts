import { ENDPOINTS } from '../../../api/endpoints';
import { quoted } from '../../../api/plainText';
import { wholeList } from '../../../shared/creating/wholeList';
import { isSameName } from '../../../shared/names';
import type { Index } from '../../../shared/types';
import type { Item } from '../../run/item';

export const FILTER_NAME = 'index_name';

export const hasName =
	(name: string) =>
	({ index_name }: Index): boolean =>
		isSameName(index_name ?? '', name);

/** The index of a name, where the filter of the list finds it. */
export async function indexNamed(item: Item, name: string): Promise<Index | undefined> {
	const { entries } = await wholeList<Index>(item.connection, {
		endpoint: ENDPOINTS.indexes.list,
		query: { [FILTER_NAME]: name },
	});
	return entries.find(hasName(name));
}

export const nameExists = (name: string): string =>
	`There is an index named ${quoted(name)} already`;

/** @param id of the index that has the name */
export const otherName = (id?: string): string =>
	`Choose another name, or use the index that has it${id === undefined ? '' : `: ${id}`}.`;
