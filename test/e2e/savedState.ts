import type { WatchState } from '../../nodes/TwelveLabsTrigger/state';
import { WATCH_EXAMPLE } from '../../scripts/example';
import type { Workflow } from '../../scripts/n8n/clientTypes';

/** What lies in n8n's static data of the trigger. */
interface SavedState {
	completionWatch?: { state: WatchState };
}

/**
 * What n8n has saved as emitted, by ID. With durable poll cursors it lies elsewhere.
 * @throws Error where the trigger has no state
 */
export function savedAsEmitted({ staticData }: Workflow): WatchState['emitted'] {
	const own = (staticData?.[`node:${WATCH_EXAMPLE.trigger}`] ?? {}) as SavedState;
	if (!own.completionWatch) throw new Error('n8n has saved no state of the trigger');
	return own.completionWatch.state.emitted;
}
