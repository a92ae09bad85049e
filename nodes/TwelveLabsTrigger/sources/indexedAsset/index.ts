import { NodeOperationError, type IPollFunctions } from 'n8n-workflow';

import { pollConnection } from '../../../api/client/connection';
import { checkedId } from '../../../api/path';
import { indexedAsset } from '../../../shared/indexedAsset';
import type { IndexedAsset } from '../../../shared/types';
import { triggerOptions, type TriggerOptions } from '../../options';
import { listsEndAtOf, MAX_DETAILS, type PolledSource, type PollTime } from '../../polledSource';
import { SCAN_LIMITS } from '../../scanLimits';
import type { Watched } from '../../source';
import { preparedEvents } from './details';
import { finishedAt, isWanted } from './event';
import { indexedAssets, TERMINAL } from './source';
import { testEvent } from '../testEvent';
import { unreadDetails } from '../unreadDetails';

const PLACES = [
	{ status: 'ready', list: 'justReady' },
	{ status: 'failed', list: 'justFailed' },
] as const;

const WORDS = {
	none: 'This index has no finished asset yet: index one, then fetch again',
	unwanted:
		'No finished asset of this index fits Trigger On and Options: change them, or index one that fits, then fetch again',
};

/**
 * The indexed assets of the index that the user chose, for one poll.
 * @throws UserError or NodeOperationError naming the field of a value that does not fit
 */
export async function openIndexedAssets(
	context: IPollFunctions,
	time: PollTime,
): Promise<PolledSource<IndexedAsset>> {
	const indexId = indexIdOf(context);
	const options = chosen(context);
	const { end } = time;
	const connection = { ...(await pollConnection(context)), endsAt: end };
	const listsEndAt = options.fullDetails ? listsEndAtOf(time) : end;
	const { rules, page, entry, readDetails } = indexedAssets(
		{ ...connection, endsAt: listsEndAt },
		indexId,
	);
	const eventsOf = async (finished: Array<Watched<IndexedAsset>>) =>
		await preparedEvents(finished, {
			indexId,
			options,
			detailsOf: async (id) => readDetails(id) ?? (await indexedAsset(connection, indexId, id)),
			unreadFor: unreadDetails(context),
			onUnfiltered: (id) =>
				context.logger.warn(
					`${context.getNode().name}: indexed asset ${id} has finished, but TwelveLabs gives no details of it. It starts no execution, since its user metadata cannot be compared with the filter.`,
				),
			mayGoOn: () => performance.now() < end,
		});
	return {
		scope: indexId,
		one: 'indexed asset',
		name: `indexed assets of index ${indexId}`,
		listsEndAt,
		rules,
		page,
		entry,
		limits: options.fullDetails
			? {
					...SCAN_LIMITS,
					finished: MAX_DETAILS,
					isWanted: (watched) => isWanted(watched.entry as IndexedAsset, options),
				}
			: SCAN_LIMITS,
		eventsOf,
		testEvent: async () =>
			await testEvent(context, {
				page,
				places: PLACES,
				finished: 'justFinished',
				statusOf: ({ status }) => status,
				finishedAt,
				events: options.events,
				eventsOf,
				words: WORDS,
			}),
	};
}

/** A filter by metadata needs the details, since lists do not show it. */
function chosen(context: IPollFunctions): TriggerOptions {
	const options = triggerOptions((name) => context.getNodeParameter(name), TERMINAL);
	const fullDetails = options.fullDetails || Object.keys(options.userMetadata).length > 0;
	return { ...options, fullDetails };
}

/** n8n takes the ID out of an address; its own message for an address without one does not name the field. */
function indexIdOf(context: IPollFunctions): string {
	let value: unknown;
	try {
		value = context.getNodeParameter('indexId', '', { extractValue: true });
	} catch {
		throw new NodeOperationError(context.getNode(), 'Index holds no ID', {
			description: 'Choose the index from the list, or paste its ID.',
		});
	}
	return checkedId('indexId', value);
}
