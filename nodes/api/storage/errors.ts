import type { Connection } from '../client/connection';
import type { ApiResponse } from '../client/request';
import { MAX_NAME, text } from '../body';
import { apiError } from '../errors/apiError';
import type { Explanation } from '../errors/explanation';
import { isCut, isInsecure, isTimeout } from '../errors/networkError';

/** S3 and its likes answer in XML. */
const XML_CODE = /<Code>(\w{1,100})<\/Code>/;

const hostOf = ({ baseUrl }: Connection): string => new URL(baseUrl).host;

/** The error for a chunk that the storage did not store. */
export function notStored(
	storage: Connection,
	index: number,
	{ statusCode: httpStatus, body }: ApiResponse,
): Error {
	const code = XML_CODE.exec(text(body) ?? '')?.[1];
	return apiError(
		storage,
		{
			message:
				httpStatus < 300
					? `The storage at ${hostOf(storage)} did not confirm chunk ${index}`
					: `The storage at ${hostOf(storage)} did not take chunk ${index}`,
			next: 'Where it happens again and again, check whether a proxy or a firewall between this n8n and the storage limits uploads.',
		},
		{ about: { httpStatus, code: text(code, MAX_NAME) } },
	);
}

/** The error for a redirect: a presigned address leads nowhere else. */
export const redirected = (storage: Connection, httpStatus: number): Error =>
	apiError(
		storage,
		{
			message: `The storage at ${hostOf(storage)} answered with a redirect, which is not followed`,
			next: 'Check whether a proxy or a firewall answers in place of the storage.',
		},
		{ about: { httpStatus } },
	);

/** The error for a request without a response. Its cause is left out: it holds the address. */
export const noAnswer = (storage: Connection, code: string | undefined): Error =>
	apiError(storage, explainNoAnswer(code, `the storage at ${hostOf(storage)}`), {
		about: { code },
	});

const CHECK_NETWORK =
	'Where it happens again and again, check network, proxy and firewall of this n8n.';

function explainNoAnswer(code: string | undefined, storage: string): Explanation {
	if (isInsecure(code)) {
		return {
			message: `No secure connection to ${storage} can be made`,
			next: 'Check that this n8n trusts its certificate.',
		};
	}
	const subject = `T${storage.slice(1)}`;
	if (isTimeout(code)) {
		return { message: `${subject} did not answer in time`, next: CHECK_NETWORK };
	}
	return isCut(code)
		? { message: `The connection to ${storage} was cut`, next: CHECK_NETWORK }
		: {
				message: `${subject} cannot be reached`,
				next: 'Check that this n8n may connect to it: network, proxy, firewall.',
			};
}
