import { isEmpty, isRecord } from '../body';
import { isSameId } from '../ids';
import { shortText } from '../plainText';
import type { ApiRequest } from './request';

/** Why the body of a 2xx is not the answer that the request asks for. */
export type Flaw =
	/** No JSON object, or nothing where something was asked for: a proxy's log-in page comes with status 200, too. */
	| { kind: 'foreign' }
	/** It reports what went wrong, in one of the two shapes of TwelveLabs' errors. */
	| { kind: 'reported' }
	/** It is about another resource. */
	| { kind: 'other'; asked: string; got: string };

/**
 * The IDs of TwelveLabs' resources, and what an analysis comes to: one of them stands in each body that may have an `error`
 * without being one.
 */
const RESULT_FIELDS = ['_id', 'id', 'task_id', 'finish_reason'];

/** What every resource that is read names itself by. */
const OWN_IDS = ['_id', 'task_id'];

/**
 * What is wrong with the body of a 2xx.
 * @returns undefined where it can be TwelveLabs' answer. What is read is never empty, what is written often answers nothing
 */
export function flawOf(body: unknown, { endpoint, names = {} }: ApiRequest): Flaw | undefined {
	const reads = endpoint.effect === 'read';
	if (!reads && isEmpty(body)) return undefined;
	if (!isRecord(body)) return { kind: 'foreign' };
	if (reportsError(body) && !(reads && isOfFailed(body))) return { kind: 'reported' };
	for (const [field, asked] of Object.entries(names)) {
		const got = body[field] ?? undefined;
		if (got === undefined && reads && OWN_IDS.includes(field)) return { kind: 'foreign' };
		if (got !== undefined && !isSameId(got, asked)) {
			return { kind: 'other', asked, got: shortText(got) };
		}
	}
	return undefined;
}

/**
 * No success has a `code`. An `error` is part of some: the reason of a failed asset, the warning of an analysis. Those name
 * the resource that it belongs to.
 */
function reportsError(body: Record<string, unknown>): boolean {
	if (isPresent(body.code)) return true;
	return isPresent(body.error) && !RESULT_FIELDS.some((field) => isPresent(body[field]));
}

/** A transcription that failed has no ID, but names its status beside the reason. */
const isOfFailed = ({ code, status, error }: Record<string, unknown>): boolean =>
	!isPresent(code) && status === 'failed' && isRecord(error);

const isPresent = (value: unknown): boolean =>
	value !== undefined && value !== null && value !== '' && value !== false;
