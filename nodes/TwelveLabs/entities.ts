import type { IDataObject } from 'n8n-workflow';

import { read } from '../api/client/send';
import { outputShape, type Shape } from '../shared/output';
import { list } from './fields/list';
import type { Item } from './run/item';

/**
 * Retrieves the entity that an operation's call names, in the form that Output asks for.
 * @param idField the parameter that holds its ID: a response about another one is none
 * @param simplify see `outputShape`
 * @throws UserError before anything is sent; NodeApiError as `send`
 */
export async function readEntity(
	item: Item,
	idField: string,
	simplify: Shape,
	query: IDataObject = {},
): Promise<IDataObject[]> {
	const shape = outputShape(item, simplify);
	const entity = await read<IDataObject>(item.connection, {
		...item.request,
		query,
		names: { _id: item.id(idField) },
	});
	return [shape(entity)];
}

/**
 * Lists the entities of an operation's call, in the form that Output asks for.
 * @param query filters and sorting
 * @throws as `list`, and UserError before anything is sent
 */
export async function listEntities(
	item: Item,
	simplify: Shape,
	query: IDataObject = {},
): Promise<IDataObject[]> {
	const shape = outputShape(item, simplify);
	return (await list(item, query)).map(shape);
}
