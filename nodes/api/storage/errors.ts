import type { Connection } from '../client/connection';
import type { ApiResponse } from '../client/request';
import { MAX_NAME, text } from '../body';
import { apiError } from '../errors/apiError';

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
