import { slots } from '../../slots';

/** Four keep a line busy; with more, each takes longer, and all of them hold a piece of their file in memory. */
export const inUploadSlot = slots(4);
