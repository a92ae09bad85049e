import { type IDataObject, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isRecord } from '../api/body';
import type { ApiRequest } from '../api/client/request';
import { advise } from '../api/errors/details';
import { textId } from '../api/ids';
import { quoted } from '../api/plainText';
import { claim } from '../shared/creating/claim';
import { createAt, type CreationAt } from '../shared/creating/createAt';
import type { Finding } from '../shared/creating/createOnce';
import { inTurn, type Target } from '../shared/creating/inTurn';
import { isProof, wholeList } from '../shared/creating/wholeList';
import { sameForm } from '../shared/names';
import type { Item } from './run/item';
import { turnOf } from './turn';

/** What a list shows of something with a name. */
interface Created {
	_id: string;
	created_at?: string;
}

/** Something that is created under a name, and found again by it. */
interface Named<T extends Created> extends Pick<CreationAt<T>, 'explain' | 'send'> {
	body: IDataObject;
	name: string;
	/** What it is, such as `entity`. */
	one: string;
	/** Lists all of its kind. */
	list: ApiRequest;
	/** The filter of the list by the name; it may find those that have it as a part, too. */
	filterName: string;
	/** Whether an entry of the list may be it. */
	isAlike(entry: T): boolean;
	/** Where no two may have the same name: the error where another one has it, so that nothing was created. */
	nameExists?(bearer: T): Error;
	/** How the user looks for it, such as `Entity > Get Many`. */
	lookUp: string;
	/** Called where others of this name are created first. */
	onWait?(): void;
}

/**
 * Creates something under a name, neither twice nor without an answer: where the response is lost, it is looked up by what was
 * asked for and by the time.
 * @returns what TwelveLabs answered, with its ID
 * @throws NodeApiError when TwelveLabs did not accept it, or when it stays unclear, which the error then says
 */
export async function createNamed<T extends Created>(item: Item, named: Named<T>): Promise<T> {
	const { connection, request } = item;
	const { name, one, list } = named;
	const what = `${one} ${quoted(name)}`;
	const lookFor = `Look for ${quoted(name)} with ${named.lookUp}, filtered by its name, before you run the item again. Where it is there, use its ID.`;
	const create = async (target: Target) =>
		await createAt<T>(target, {
			connection,
			request: { ...request, body: named.body },
			send: named.send,
			tries: item.tries,
			entryOf: ({ body }) => {
				const _id = isRecord(body) ? textId(body._id) : undefined;
				return _id === undefined ? undefined : ({ ...(body as T), _id } as T);
			},
			withoutId: () =>
				new NodeOperationError(
					connection.node,
					`TwelveLabs accepted ${what}, but named no ID for it`,
					{ description: lookFor },
				),
			explain: named.explain,
			onEffect: (effect) => item.onEffect(effect, what),
			find: async (begunAt) => await findNamed(item, named, begunAt, target),
			unclear: (reason, ids) => {
				if (!(reason instanceof NodeApiError)) return reason;
				const found =
					ids.length > 0
						? ` Of the last minutes, there is ${ids.join(', ')}, of this item or of another run.`
						: '';
				return advise(reason, `The ${one} may have been created all the same.${found} ${lookFor}`);
			},
		});
	const key = [connection.account, list.endpoint.path, ...Object.values(list.ids ?? {})];
	return await inTurn([...key, sameForm(name)].join('\n'), create, {
		...turnOf(item),
		onWait: () => {
			connection.onSend?.();
			named.onWait?.();
		},
	});
}

async function findNamed<T extends Created>(
	{ connection }: Item,
	{ list: request, filterName, name, isAlike, nameExists }: Named<T>,
	begunAt: number,
	target: Target,
): Promise<Finding<T>> {
	const query = {
		// TwelveLabs may keep a name in another form than it was given, which the filter does not find then.
		...(sameForm(name) === name && { [filterName]: name }),
		sort_by: 'created_at',
		sort_option: 'desc',
	};
	const list = await wholeList<T & Record<'_id', string>>(
		connection,
		{ ...request, query },
		{ target },
	);
	const alike = list.entries.filter(isAlike);
	const claimed = claim<T>(
		alike.filter(({ _id }) => !target.owned.has(_id)),
		begunAt,
		target,
	);
	if (claimed) return claimed;
	if (!isProof(list, target)) return { state: 'unproven' };
	const [bearer] = alike;
	if (bearer && nameExists) throw nameExists(bearer);
	return { state: 'absent' };
}
