import type { IPollFunctions } from 'n8n-workflow';

import { pollConnection } from '../../../api/client/connection';
import type { Asset } from '../../../shared/types';
import { triggerOptions } from '../../options';
import type { PolledSource, PollTime } from '../../polledSource';
import { SCAN_LIMITS } from '../../scanLimits';
import type { Watched } from '../../source';
import { accountScope } from '../accountScope';
import { testEvent } from '../testEvent';
import { assetEvents, createdAt } from './events';
import { assets, TERMINAL } from './source';

/** The list has no filter by status, so a test event is searched for among the newest 500. */
const PLACES = TERMINAL.map((status) => ({ status, list: 'everything', pages: 10 }) as const);

const WORDS = {
	none: 'There is no finished asset yet: upload one, then fetch again',
	unwanted:
		'No finished asset fits Trigger On and Options: change them, or upload one that fits, then fetch again',
};

/**
 * The assets of the account, for one poll.
 * @throws UserError naming the field of a value that does not fit
 */
export async function openAssets(
	context: IPollFunctions,
	{ end }: PollTime,
): Promise<PolledSource<Asset>> {
	const options = triggerOptions((name) => context.getNodeParameter(name), TERMINAL);
	const connection = { ...(await pollConnection(context)), endsAt: end };
	const source = assets(connection);
	const eventsOf = async (finished: Array<Watched<Asset>>) => assetEvents(finished, options);
	return {
		...source,
		scope: accountScope(context, 'asset'),
		one: 'asset',
		name: 'assets',
		listsEndAt: end,
		limits: SCAN_LIMITS,
		eventsOf,
		testEvent: async () =>
			await testEvent(context, {
				page: source.page,
				places: PLACES,
				finished: 'everything',
				statusOf: ({ status }) => status,
				finishedAt: createdAt,
				events: options.events,
				eventsOf,
				words: WORDS,
			}),
	};
}
