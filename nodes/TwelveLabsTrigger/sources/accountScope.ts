import type { IPollFunctions } from 'n8n-workflow';

import { CREDENTIAL } from '../../api/client/connection';

/**
 * The scope of a source of the whole account. Another credential may be for another account, so it begins anew; a new key in the
 * same one goes on.
 * @param kind of the source; an index, which is a scope of its own, has an ID in its place
 */
export function accountScope(context: IPollFunctions, kind: string): string {
	const { id } = context.getNode().credentials?.[CREDENTIAL] ?? {};
	return `source:${kind}:${id ?? ''}`;
}
