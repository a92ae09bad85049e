import { type IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isRecord } from '../../../api/body';
import { advise, detailsOf } from '../../../api/errors/details';
import { textId } from '../../../api/ids';
import { quoted } from '../../../api/plainText';
import { createAt } from '../../../shared/creating/createAt';
import type { Target } from '../../../shared/creating/inTurn';
import type { Index } from '../../../shared/types';
import type { Item } from '../../run/item';
import { findCreated, indexesNamed, nameExists, otherName } from './lookUp';

/**
 * Creates an index, neither twice nor without an answer.
 * @param target what this process created under this name before; the own ID is added
 * @throws NodeApiError when TwelveLabs did not accept it, or when it stays unclear, which the error then says
 */
export async function createIndex(
	item: Item,
	name: string,
	{ body, target }: { body: IDataObject; target: Target },
): Promise<Index> {
	return await createAt<Index>(target, {
		connection: item.connection,
		request: { ...item.request, body },
		tries: item.tries,
		onEffect: (effect) => item.onEffect(effect, `index ${quoted(name)}`),
		entryOf: (response) => {
			const _id = isRecord(response.body) ? textId(response.body._id) : undefined;
			return _id === undefined ? undefined : { _id };
		},
		withoutId: () =>
			new NodeOperationError(
				item.connection.node,
				`TwelveLabs accepted index ${quoted(name)}, but named no ID for it`,
				{ description: lookFor(name) },
			),
		explain: async (error) => await explainRefusal(item, { name, body }, error),
		find: async (begunAt) => await findCreated(item, name, begunAt, target),
		unclear: (reason, ids) => maybeCreated(reason, name, ids),
	});
}

const lookFor = (name: string) =>
	`Look for ${quoted(name)} with Index > Get Many, filtered by its name, before you run the item again. Where it is there, use its ID.`;

function maybeCreated(reason: Error, name: string, ids: string[]): Error {
	if (!(reason instanceof NodeApiError)) return reason;
	const found =
		ids.length > 0
			? ` Index ${ids.join(', ')} of this name was created in the last minutes, by this item or by another run.`
			: '';
	return advise(reason, `The index may have been created all the same.${found} ${lookFor(name)}`);
}

/** What TwelveLabs calls a name that another index has; the status that comes with it is undocumented. */
const NAME_EXISTS = 'index_name_already_exists';

/** Names what TwelveLabs did not accept, with the ID of the index that has the name. */
async function explainRefusal(
	item: Item,
	{ name, body }: { name: string; body: IDataObject },
	error: NodeApiError,
): Promise<NodeApiError> {
	const { code = '', httpStatus } = detailsOf(error);
	if (code.toLowerCase() === NAME_EXISTS) {
		const named = await indexesNamed(item, name).catch(() => undefined);
		error.message = nameExists(name);
		return advise(error, otherName(named?.entries[0]?._id));
	}
	return httpStatus === 400 && isOfPegasus(body) ? advise(error, NO_PEGASUS) : error;
}

const isOfPegasus = ({ models }: IDataObject): boolean => /pegasus/i.test(JSON.stringify(models));

const NO_PEGASUS =
	'Leave Model under Options at marengo3.0: TwelveLabs makes no new indexes with Pegasus. Analysis needs no index, it takes the asset itself.';
