import { NodeOperationError } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { quoted } from '../../../api/plainText';
import { claim } from '../../../shared/creating/claim';
import type { Finding } from '../../../shared/creating/createOnce';
import type { Target } from '../../../shared/creating/inTurn';
import { isProof, wholeList, type WholeList } from '../../../shared/creating/wholeList';
import { isSameName } from '../../../shared/names';
import type { Index } from '../../../shared/types';
import type { Item } from '../../run/item';

/** The indexes of a name: TwelveLabs allows one, but its filter may find those that have the name as a part, too. */
export async function indexesNamed(
	item: Item,
	name: string,
	target?: Target,
): Promise<WholeList<Index>> {
	const query = { index_name: name, sort_by: 'created_at', sort_option: 'desc' };
	const request = { endpoint: ENDPOINTS.indexes.list, query };
	const list = await wholeList<Index>(item.connection, request, { target });
	const entries = list.entries.filter(({ index_name }) => isSameName(index_name ?? '', name));
	return { ...list, entries };
}

/**
 * What the requests of an item have created.
 * @param begunAt when the first of them left, on the clock of `performance.now`
 * @throws NodeOperationError when another index has the name, so that nothing was created
 */
export async function findCreated(
	item: Item,
	name: string,
	begunAt: number,
	target: Target,
): Promise<Finding<Index>> {
	const list = await indexesNamed(item, name, target);
	const foreign = list.entries.filter(({ _id }) => !target.owned.has(_id));
	const claimed = claim(foreign, begunAt, target);
	if (claimed) return claimed;
	if (!isProof(list, target)) return { state: 'unproven' };
	const [bearer] = list.entries;
	if (!bearer) return { state: 'absent' };
	throw new NodeOperationError(item.connection.node, nameExists(name), {
		description: otherName(bearer._id),
	});
}

export const nameExists = (name: string): string =>
	`There is an index named ${quoted(name)} already`;

/** @param id of the index that has the name */
export const otherName = (id?: string): string =>
	`Choose another name, or use the index that has it${id === undefined ? '' : `: ${id}`}.`;
