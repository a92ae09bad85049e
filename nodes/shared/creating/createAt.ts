import { NodeApiError } from 'n8n-workflow';

import type { Connection } from '../../api/client/connection';
import type { ApiRequest, ApiResponse } from '../../api/client/request';
import { send, serverTimeOf } from '../../api/client/send';
import { factsOf } from '../../api/errors/facts';
import {
	type Attempt,
	createOnce,
	type Creation,
	type Finding,
	type UnclearAttempt,
} from './createOnce';
import { type Effect, withEffect } from './effect';
import type { Target } from './inTurn';
import type { Tries } from './tries';

/** How something is created by one request, and found again. */
export interface CreationAt<T> extends Pick<Creation<T>, 'unclear'> {
	connection: Connection;
	request: ApiRequest;
	/** Sends the request, where that is not done by itself. */
	send?: typeof send;
	/** Of the item. */
	tries: Tries;
	/** What a response says was created; undefined where it names no ID. */
	entryOf(response: ApiResponse): T | undefined;
	/** The error of a response that names no ID. */
	withoutId(): Error;
	/** Makes the error of a refusal more precise, where it can: nothing was created. */
	explain?(refusal: NodeApiError): Promise<NodeApiError>;
	/** Reports what is certain of the requests, for an execution that is stopped. */
	onEffect(effect: Effect): void;
	/** @param begunAt when the first request left, on the clock of `performance.now` */
	find(begunAt: number): Promise<Finding<T>>;
	/** Whether nothing but the item's own request can have created what is found, however late. */
	isUnique?: boolean;
}

/** What the requests of an item came to. */
interface Made<T> {
	entry?: T;
	/** When the first one left, on the clock of `performance.now`. */
	begunAt?: number;
	/** The last one that may have had its effect. */
	attempt?: UnclearAttempt;
	/** What the item said of it. */
	unclear?: Parameters<Creation<T>['unclear']>;
}

/**
 * Creates at a target, neither twice nor without an answer. What an earlier try of the item has created is returned again, unless
 * it is forgotten; what stayed unclear there is looked up once more where that can prove something, and never requested blindly.
 * @param target what this process created there before; the own ID is added
 * @throws NodeApiError where it was not accepted, or the errors of `createOnce`
 */
export async function createAt<T extends { _id: string }>(
	target: Target,
	creation: CreationAt<T>,
): Promise<T> {
	const { connection, request, tries } = creation;
	const asked = [connection.account, request];
	const made = tries.keep<Made<T>>(asked, () => ({}));
	if (made.entry) {
		creation.onEffect('done');
		return made.entry;
	}
	// By now, what is found may be of an item that came later.
	if (made.unclear && !creation.isUnique) throw creation.unclear(...made.unclear);
	const entry = await createOnce<T>({
		cancel: connection.cancel,
		earlier: made.attempt,
		async create(isFirst) {
			made.begunAt ??= performance.now();
			const onSend = () => {
				// The first one may have waited long for a rate limit: what others created meanwhile is not its own.
				if (isFirst) made.begunAt = performance.now();
				connection.onSend?.();
			};
			const attempt = await post({ ...connection, onSend }, creation, target).finally(() => {
				target.lastRequestEnd = performance.now();
			});
			if ('unclear' in attempt) made.attempt = attempt;
			return attempt;
		},
		find: async () => await creation.find(made.begunAt ?? performance.now()),
		unclear(...unclear) {
			made.unclear = unclear;
			return creation.unclear(...unclear);
		},
	});
	made.entry = entry;
	tries.made(asked, entry._id);
	creation.onEffect('done');
	target.owned.set(entry._id, performance.now());
	return entry;
}

/** @throws NodeApiError when it had no effect */
async function post<T>(
	connection: Connection,
	creation: CreationAt<T>,
	{ clock }: Target,
): Promise<Attempt<T>> {
	try {
		const response = await withEffect(
			connection,
			(effect) => creation.onEffect(effect),
			async (reporting) => await (creation.send ?? send)(reporting, creation.request),
		);
		clock.note(serverTimeOf(response), performance.now());
		const created = creation.entryOf(response);
		if (created) return { created };
		return { unclear: creation.withoutId(), isAnswered: false, mayRepeat: false };
	} catch (error) {
		if (!(error instanceof NodeApiError)) return await Promise.reject(error);
		const { effect, hasEnded, mayStillRun } = factsOf(error);
		if (effect === 'none') {
			return await Promise.reject((await creation.explain?.(error)) ?? error);
		}
		return { unclear: error, isAnswered: hasEnded, mayRepeat: !mayStillRun };
	}
}
