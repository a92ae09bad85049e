/** Pauses before the readings of what came from a cache, or of what was just made and is not there yet. */
export const PAUSES_MS = [0, 1_000, 2_000];
