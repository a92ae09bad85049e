import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { advise, detailsOf } from '../../../api/errors/details';
import type { Item } from '../../run/item';
import { indexNamed, nameExists, otherName } from './lookUp';

/** What TwelveLabs calls a name that another index has; the status that comes with it is undocumented. */
const NAME_EXISTS = 'index_name_already_exists';

/** Names what TwelveLabs did not accept in a new index, with the ID of the index that has the name. */
export async function explainRefusal(
	item: Item,
	{ name, body }: { name: string; body: IDataObject },
	error: NodeApiError,
): Promise<NodeApiError> {
	const { code = '', httpStatus } = detailsOf(error);
	if (code.toLowerCase() === NAME_EXISTS) {
		const bearer = await indexNamed(item, name).catch(() => undefined);
		error.message = nameExists(name);
		return advise(error, otherName(bearer?._id));
	}
	return httpStatus === 400 && isOfPegasus(body) ? advise(error, NO_PEGASUS) : error;
}

const isOfPegasus = ({ models }: IDataObject): boolean => /pegasus/i.test(JSON.stringify(models));

const NO_PEGASUS =
	'Leave Model under Options at marengo3.0: TwelveLabs makes no new indexes with Pegasus. Analysis needs no index, it takes the asset itself.';
