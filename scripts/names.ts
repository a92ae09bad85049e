/** The names under which n8n knows what this package brings. */
export const PACKAGE = 'n8n-nodes-twelvelabs';

export const NODE_TYPE = `${PACKAGE}.twelveLabs`;
export const TRIGGER_TYPE = `${PACKAGE}.twelveLabsTrigger`;
export const EMBEDDINGS_TYPE = `${PACKAGE}.embeddingsTwelveLabs`;
export const NODE_TYPES = [NODE_TYPE, TRIGGER_TYPE, EMBEDDINGS_TYPE];

/** n8n makes it of a node that says `usableAsTool`. */
export const TOOL_TYPE = `${PACKAGE}.twelveLabsTool`;

export const CREDENTIAL_TYPE = 'twelveLabsApi';
