/** Begins the custom IDs that the node sets itself: they say nothing to a user. */
export const OWN_CUSTOM_ID = 'n8n-';
