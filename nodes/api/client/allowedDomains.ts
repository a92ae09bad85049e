import { getCredentialAllowedDomains } from 'n8n-workflow';

import type { Connection } from './connection';

/**
 * The domains that the credential allows, by n8n's own rule, which its version decides. n8n applies the rule to the items of a
 * declarative node alone; polls and lists have to be treated alike.
 * @returns undefined where all are allowed
 * @throws NodeOperationError where the credential allows none
 */
export const allowedDomains = ({ node, credential, baseUrl }: Connection): string | undefined =>
	getCredentialAllowedDomains({
		node,
		credentialData: credential,
		credentialOwnedSurface: true,
		nodeEndpointUrl: baseUrl,
	});
