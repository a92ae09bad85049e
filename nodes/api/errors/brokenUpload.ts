import { megabytes } from '../megabytes';
import type { Explanation } from './explanation';
import { isTimeout, type BrokenUpload } from './networkError';

/** An upload that ended before its last byte, without a response that says why. */
export function explainBrokenUpload(
	{ code, file: { name, bytes, sent } }: BrokenUpload,
	host: string,
): Explanation {
	const after = `after ${megabytes(sent)} of ${megabytes(bytes)} MB`;
	return isTimeout(code)
		? {
				message: `The upload of ${name} stood still ${after}`,
				next: `Nothing was uploaded. Run the node again; where it happens again, check network, proxy and firewall of this n8n. Timeout under Settings > Request Options sets how long an upload may stand still.`,
			}
		: {
				message: `The upload of ${name} was cut ${after}`,
				next: `Nothing was uploaded. Run the node again. Where it happens again and again, check whether ${host}, or a proxy before it, accepts a request of this size: some close the connection without a word.`,
			};
}
