import { NodeApiError } from 'n8n-workflow';

import { isRecord, text } from '../../../api/body';
import type { ApiRequest, ApiResponse } from '../../../api/client/request';
import { report } from '../../../api/client/progress';
import { send } from '../../../api/client/send';
import { ENDPOINTS } from '../../../api/endpoints';
import { refusedEntry } from '../../../api/errors/apiError';
import { copyOf } from '../../../api/errors/copy';
import { hasStatus } from '../../../api/errors/details';
import { quoted } from '../../../api/plainText';
import { isSameName } from '../../../shared/names';
import type { Part, Together } from '../../run/gathering';
import { MAY_BE_THE_PLAN } from './plan';

/** How many entities one request may have is undocumented; this is as many as a page of any list has. */
const MAX_ENTITIES = 50;

/** Requests that create entities of one collection, sent as one. Their names differ. */
export const TOGETHER: Together = {
	max: MAX_ENTITIES,
	send(parts) {
		if (parts.length === 1) return [sendAlone(parts[0])];
		const all = sendAll(parts);
		return parts.map(async (_, at) => await (await all)[at]);
	},
};

const sendAlone = async ({ connection, request }: Part): Promise<ApiResponse> =>
	await send(connection, request);

/** @throws what is no error of the request, such as the stop of the execution */
async function sendAll(parts: readonly Part[]): Promise<ReadonlyArray<Promise<ApiResponse>>> {
	const [{ connection, request }] = parts;
	const together: ApiRequest = {
		endpoint: ENDPOINTS.entities.createBulk,
		ids: request.ids,
		body: { entities: parts.map((part) => part.request.body ?? {}) },
	};
	report(connection, `Creating ${parts.length} entities`);
	try {
		const response = await send(
			{
				...connection,
				onSend: () => parts.forEach((part) => part.connection.onSend?.()),
				onUnderWay: (isUnderWay) =>
					parts.forEach((part) => part.connection.onUnderWay?.(isUnderWay)),
			},
			together,
		);
		return parts.map(async (part, at) => answerFor(part, at, response));
	} catch (error) {
		if (!(error instanceof NodeApiError)) return await Promise.reject(error);
		if (hasStatus(error, MAY_BE_OF_ONE)) return parts.map(sendAlone);
		if (hasStatus(error, MAY_BE_THE_PLAN)) return whileAllowed(parts);
		return parts.map(async () => await Promise.reject(copyOf(error)));
	}
}

/**
 * Statuses of a request that was refused as a whole, perhaps for one of its entries, or for their number. Sent one by one, each
 * entry then has its own outcome.
 */
const MAY_BE_OF_ONE = [400, 404, 409, 413, 422];

/** Sends one after the other: the first that the plan has no room for, or the account no right to, ends it for all that follow. */
function whileAllowed(parts: readonly Part[]): Array<Promise<ApiResponse>> {
	let refusal: Promise<NodeApiError | undefined> = Promise.resolve(undefined);
	return parts.map((part) => {
		const answer = refusal.then(async (error) =>
			error ? await Promise.reject(copyOf(error)) : await sendAlone(part),
		);
		refusal = answer.then(
			() => undefined,
			(error: unknown) =>
				// What is added to the error of an item must not show at the next ones.
				error instanceof NodeApiError && hasStatus(error, MAY_BE_THE_PLAN)
					? copyOf(error)
					: undefined,
		);
		return answer;
	});
}

/** A line of an answer to several entities, for one that was created, and for one that was not. */
interface Line {
	_id?: unknown;
	name?: unknown;
	entity_index?: unknown;
	entity_name?: unknown;
	error_reason?: unknown;
}

/**
 * @returns what was asked for alone would be answered with; no ID where no line is about it, so that it is looked up
 * @throws NodeApiError where the entry was refused
 */
function answerFor(part: Part, at: number, response: ApiResponse): ApiResponse {
	const { entities, errors } = isRecord(response.body) ? response.body : {};
	const name = String(part.request.body?.name);
	const isNamed = (given: unknown) => typeof given === 'string' && isSameName(given, name);
	const created = linesOf(entities).filter((line) => isNamed(line.name));
	if (created.length === 1) return { ...response, body: created[0] };
	const refused = linesOf(errors).find(({ entity_name: given, entity_index: index }) =>
		text(given) === undefined ? index === at : isNamed(given),
	);
	if (created.length > 1 || !refused) return { ...response, body: {} };
	const message = `TwelveLabs did not accept entity ${quoted(name)}`;
	throw refusedEntry(part.connection, { message, next: NEXT }, text(refused.error_reason));
}

const NEXT = 'Correct what TwelveLabs names, then run the item again.';

const linesOf = (lines: unknown): Line[] =>
	Array.isArray(lines) ? (lines.filter(isRecord) as Line[]) : [];
