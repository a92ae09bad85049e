import type { Category } from '../endpoints';
import { megabytes } from '../megabytes';
import type { Explanation } from './explanation';
import { isTimeout, type BrokenUpload } from './networkError';

/** What a request has not done whose file did not leave: a search sends files, too. */
export const nothingDone = (category: Category): string =>
	category === 'search' ? 'Nothing was searched.' : 'Nothing was uploaded.';

/** A file that ended before its last byte, without a response that says why. */
export function explainBrokenUpload(
	{ code, file: { name, bytes, sent } }: BrokenUpload,
	{ host, category }: { host: string; category: Category },
): Explanation {
	const what = `The ${category === 'search' ? 'search with' : 'upload of'} ${name}`;
	const nothing = nothingDone(category);
	const after = `after ${megabytes(sent)} of ${megabytes(bytes)} MB`;
	return isTimeout(code)
		? {
				message: `${what} stood still ${after}`,
				next: `${nothing} Run the node again; where it happens again, check network, proxy and firewall of this n8n. Timeout under Settings > Request Options sets how long an upload may stand still.`,
			}
		: {
				message: `${what} was cut ${after}`,
				next: `${nothing} Run the node again. Where it happens again and again, check whether ${host}, or a proxy before it, accepts a request of this size: some close the connection without a word.`,
			};
}
