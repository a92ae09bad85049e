import { NodeApiError } from 'n8n-workflow';

import { factsOf } from '../../api/errors/facts';
import { pause } from '../../api/client/pause';

/** A server that loses its response three times will do so again. */
const MAX_REQUESTS = 3;

/** Pauses before the look-ups. What the server has done shows up within seconds; without a response it may take longer. */
const PAUSES_MS = [0, 3_000, 6_000, 12_000, 24_000];
const LOOKUPS_AFTER_RESPONSE = 2;

/** A creating request that had an effect, or may have had one. */
export type Attempt<T> = { created: T } | UnclearAttempt;

/** A creating request that may have had its effect. */
export interface UnclearAttempt {
	unclear: Error;
	/** Whether the server has come to an end with the request. */
	isAnswered: boolean;
	/** Not where the server accepted the request, or may still be at work on it: its effect then shows up later. */
	mayRepeat: boolean;
}

/** What a look-up says about the requests of an item. */
export type Finding<T> =
	| { state: 'created'; entry: T }
	/** Certainly nothing was created. */
	| { state: 'absent' }
	/** There is something that may be the item's, or not; another look-up would not decide it. */
	| { state: 'ambiguous'; ids: string[] }
	/** What was read proves nothing: it may be incomplete, or from a cache. */
	| { state: 'unproven' };

/** How one resource is created, and found again. */
export interface Creation<T> {
	/** @throws NodeApiError where the request had no effect */
	create(isFirst: boolean): Promise<Attempt<T>>;
	find(): Promise<Finding<T>>;
	/**
	 * The error that says that it is unclear, and what to do then.
	 * @param ids of what may be the item's
	 */
	unclear(reason: Error, ids: string[]): Error;
	/** The last request of an earlier try. */
	earlier?: UnclearAttempt;
	cancel?: AbortSignal;
}

/**
 * Creates, and neither twice nor without an answer: where the outcome of a request is unclear, the server is asked what is
 * there, more than once, and only what is certainly not there is requested again.
 * @throws NodeApiError where it was not accepted, or the error of `unclear`
 */
export async function createOnce<T>(creation: Creation<T>): Promise<T> {
	let { earlier } = creation;
	for (let requests = 1; ; requests++) {
		const attempt = earlier ?? (await request(creation, requests === 1));
		earlier = undefined;
		if ('created' in attempt) return attempt.created;
		const finding = await lookUp(creation, attempt.isAnswered);
		if (finding.state === 'created') return finding.entry;
		if (finding.state !== 'absent' || !attempt.mayRepeat || requests === MAX_REQUESTS) {
			throw creation.unclear(attempt.unclear, finding.state === 'ambiguous' ? finding.ids : []);
		}
	}
}

/** A refusal of a later request does not clear the first one. */
async function request<T>(creation: Creation<T>, isFirst: boolean): Promise<Attempt<T>> {
	return await creation.create(isFirst).catch((error: unknown) => {
		throw !isFirst && error instanceof NodeApiError ? creation.unclear(error, []) : error;
	});
}

/** Looks up until it is certain, but no sooner than what was created can show up. */
async function lookUp<T>(creation: Creation<T>, isAnswered: boolean): Promise<Finding<T>> {
	let finding: Finding<T> = { state: 'unproven' };
	for (const [at, ms] of PAUSES_MS.entries()) {
		const isLong = isAnswered && at >= LOOKUPS_AFTER_RESPONSE;
		if (isLong && finding.state === 'absent') break;
		await pause(ms, creation.cancel);
		const found = await creation.find().catch((error: unknown) => {
			if (!(error instanceof NodeApiError)) throw error;
			return error;
		});
		if (found instanceof NodeApiError) {
			finding = { state: 'unproven' };
			const { passes, isGone } = factsOf(found);
			if (!passes && !isGone) break;
		} else {
			finding = found;
			if (found.state === 'created' || found.state === 'ambiguous') break;
		}
	}
	return finding;
}
