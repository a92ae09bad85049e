import { NodeApiError } from 'n8n-workflow';

import type { Connection } from '../../api/client/connection';
import type { ApiRequest, ApiResponse } from '../../api/client/request';
import { send, serverTimeOf } from '../../api/client/send';
import { factsOf } from '../../api/errors/facts';
import { type Attempt, createOnce, type Creation, type Finding } from './createOnce';
import type { Target } from './inTurn';

/** How something is created by one request, and found again. */
export interface CreationAt<T> extends Pick<Creation<T>, 'unclear'> {
	connection: Connection;
	request: ApiRequest;
	/** What a response says was created; undefined where it names no ID. */
	entryOf(response: ApiResponse): T | undefined;
	/** The error of a response that names no ID. */
	withoutId(): Error;
	/** Makes the error of a refusal more precise, where it can: nothing was created. */
	explain?(refusal: NodeApiError): Promise<NodeApiError>;
	/** Called when a request was accepted, or may have been. */
	accepted?(): void;
	/** @param begunAt when the first request left, on the clock of `performance.now` */
	find(begunAt: number): Promise<Finding<T>>;
}

/**
 * Creates at a target, neither twice nor without an answer.
 * @param target what this process created there before; the own ID is added
 * @throws NodeApiError where it was not accepted, or the errors of `createOnce`
 */
export async function createAt<T extends { _id: string }>(
	target: Target,
	creation: CreationAt<T>,
): Promise<T> {
	const { connection } = creation;
	let begunAt = performance.now();
	const entry = await createOnce<T>({
		cancel: connection.cancel,
		async create(isFirst) {
			const onSend = () => {
				// The first one may have waited long for a rate limit: what others created meanwhile is not its own.
				if (isFirst) begunAt = performance.now();
				connection.onSend?.();
			};
			return await post({ ...connection, onSend }, creation, target).finally(() => {
				target.lastRequestEnd = performance.now();
			});
		},
		find: async () => await creation.find(begunAt),
		unclear: (reason, ids) => creation.unclear(reason, ids),
	});
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
		const response = await send(connection, creation.request);
		creation.accepted?.();
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
		creation.accepted?.();
		return { unclear: error, isAnswered: hasEnded, mayRepeat: !mayStillRun };
	}
}
