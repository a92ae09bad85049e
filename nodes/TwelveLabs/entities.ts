import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../api/body';
import { remove } from '../api/client/remove';
import type { ApiRequest } from '../api/client/request';
import { read, send } from '../api/client/send';
import { inTurn } from '../shared/creating/inTurn';
import { outputShape, withoutGaps, type Shape } from '../shared/output';
import { list } from './fields/list';
import type { Item } from './run/item';
import { turnOf } from './turn';

/** By what an entity names itself. */
export type IdName = '_id' | 'task_id';

/**
 * Retrieves the entity that an operation's call names, in the form that Output asks for.
 * @param idField the parameter that holds its ID: a response about another one is none
 * @param simplify see `outputShape`
 * @param idName by what it names itself
 * @throws UserError before anything is sent; NodeApiError as `send`
 */
export async function readEntity(
	item: Item,
	idField: string,
	simplify: Shape,
	{ query = {}, idName = '_id' }: { query?: IDataObject; idName?: IdName } = {},
): Promise<IDataObject[]> {
	const shape = outputShape(item, simplify);
	const entity = await read<IDataObject>(item.connection, {
		...item.request,
		query,
		names: { [idName]: item.id(idField) },
	});
	return [shape(entity)];
}

/**
 * Lists the entities of an operation's call, in the form that Output asks for.
 * @param query filters and sorting
 * @param idName by what its entries name themselves
 * @throws as `list`, and UserError before anything is sent
 */
export async function listEntities(
	item: Item,
	simplify: Shape,
	query: IDataObject = {},
	idName: IdName = '_id',
): Promise<IDataObject[]> {
	const shape = outputShape(item, simplify);
	return (await list(item, query, idName)).map(shape);
}

/**
 * Changes the entity that an operation's call names.
 * @param idField as for `readEntity`
 * @param change the body, and the endpoint where it is not the operation's main one
 * @returns a confirmation with its ID: TwelveLabs answers without a body
 * @throws NodeApiError as `send`
 */
export async function updateEntity(
	item: Item,
	idField: string,
	change: Pick<ApiRequest, 'body'> & Partial<Pick<ApiRequest, 'endpoint'>>,
): Promise<IDataObject[]> {
	const _id = item.id(idField);
	const request = { ...item.request, ...change, names: { _id } };
	await changing(item, async () => await send(item.connection, request));
	return [{ _id, updated: true }];
}

/**
 * Changes the entity that an operation's call names, where TwelveLabs answers with what it is then.
 * @param simplify see `outputShape`
 * @param body of the request
 * @param onTop makes the body where it builds on what is there: while it reads that, and until the change is made, no other
 *   item changes the same
 * @param onChanged is given the answer, and what it lacks as it was sent, before the next item changes the same
 * @returns the entity, in the form that Output asks for
 * @throws UserError before anything is sent; NodeApiError as `send`
 */
export async function changeEntity(
	item: Item,
	idField: string,
	simplify: Shape,
	{
		body,
		onTop,
		onChanged,
	}: {
		body: IDataObject;
		onTop?: () => Promise<IDataObject>;
		onChanged?: (entity: IDataObject) => void;
	},
): Promise<IDataObject[]> {
	const shape = outputShape(item, simplify);
	const names = { _id: item.id(idField) };
	return await changing(item, async () => {
		const request = { ...item.request, body: (await onTop?.()) ?? body, names };
		const response = await send(item.connection, request);
		// A confirmation may be empty.
		const answer = isRecord(response.body) ? (response.body as IDataObject) : {};
		onChanged?.({ ...request.body, ...withoutGaps(answer) });
		return [shape({ ...names, ...answer })];
	});
}

/**
 * Changes what an operation's call names, one item after the other: an item that is sent again, since its response was lost, does not
 * undo what a later one has changed. Items come in their order, except where one has to look up an ID by its name before.
 * Other processes of n8n are not seen.
 */
export async function changing<T>(item: Item, change: () => Promise<T>): Promise<T> {
	const { endpoint, ids = {} } = item.request;
	const key = ['change', item.connection.account, endpoint.path, ...Object.values(ids)].join('\n');
	return await inTurn(key, change, turnOf(item));
}

/**
 * Deletes the entity that an operation's call names.
 * @param idField as for `readEntity`
 * @param one what it is, in words, such as `asset`
 * @param idName by what it names itself
 * @returns a confirmation with its ID, and `unclear` where it may have been gone before
 * @throws NodeApiError as `send`
 */
export async function deleteEntity(
	item: Item,
	idField: string,
	{ one, query, idName = '_id' }: { one: string; query?: IDataObject; idName?: IdName },
): Promise<IDataObject[]> {
	const id = { [idName]: item.id(idField) };
	const { isCertain } = await remove(item.connection, { ...item.request, query, names: id });
	const unclear = `The first attempt had no response, and the next one found nothing. This run deleted the ${one}, or it was not there before.`;
	return [{ ...id, deleted: true, ...(!isCertain && { unclear }) }];
}
