import { NodeApiError } from 'n8n-workflow';

import { factsOf, isOfRequest } from '../../api/errors/facts';
import type { Watched, WatchedNow } from '../source';

/** An entry that is being read; why not, where that is not possible just now. Anything but an error of its request is a defect. */
export const orWhyNot = async <T>(reading: Promise<Watched<T>>): Promise<WatchedNow<T>> =>
	await reading.catch((error: unknown) => {
		if (error instanceof NodeApiError && factsOf(error).isGone) return 'gone';
		if (isOfRequest(error)) return error;
		throw error;
	});
