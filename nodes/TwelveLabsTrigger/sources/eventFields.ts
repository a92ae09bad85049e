import type { IDataObject } from 'n8n-workflow';

import { serverTime } from '../../api/time';

/** What an entry has come to. */
interface End {
	id: string;
	status: unknown;
	/** Of one that has not succeeded; undefined where TwelveLabs does not say it. */
	reason: string | undefined;
}

/** The fields that every event begins with. `deduplicationKey` is the same whenever the same completion is emitted again. */
export const endFields = ({ id, status, reason }: End): IDataObject => ({
	event: status as IDataObject[string],
	deduplicationKey: `${id}:${String(status)}`,
	...(status !== 'ready' && { reason: reason ?? null }),
});

/** The documentation shows times with and without milliseconds, and even with an offset. What is no time is left out. */
export const isoTimes = (times: Readonly<Record<string, unknown>>): IDataObject =>
	Object.fromEntries(
		Object.entries(times).flatMap(([name, time]) => {
			const parsed = serverTime(time);
			return parsed === undefined ? [] : [[name, new Date(parsed).toISOString()]];
		}),
	);
