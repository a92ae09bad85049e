import { explainReason } from '../../../api/errors/catalogue';
import { readAnalysisTask } from '../../../shared/analysisTask';
import { ANALYSIS_TASK } from '../../../shared/lifecycles';
import type { AnalysisTask } from '../../../shared/types';
import { type Deadline, inWords, waitForEnd } from '../../../shared/waitForEnd';
import type { VideoSource } from '../../fields/videoSource';
import type { Item } from '../../run/item';
import { assetReady, because, createdButGone, doing, reporting, waitEnded } from '../../wait';
import { UPLOAD_AGAIN } from './refusal';
import { hasSegments } from '../../../shared/analysisTaskItems';

/**
 * Waits until an uploaded video can be analyzed. A URL needs no waiting.
 * @throws as `assetReady`
 */
export async function readyToAnalyze(
	item: Item,
	{ asset_id: assetId }: VideoSource,
	deadline: Deadline,
): Promise<void> {
	if (assetId === undefined) return;
	await assetReady(item, assetId, deadline, {
		failed: () => UPLOAD_AGAIN,
		running:
			'Nothing was analyzed. Run the node again later, or raise Max Wait (Minutes) under Options.',
	});
}

/**
 * Waits until an analysis task has ended.
 * @returns the task, ready
 * @throws NodeOperationError when it failed or was canceled, or the time is over; NodeApiError when waiting does not help
 */
export async function analysisCompleted(
	item: Item,
	taskId: string,
	deadline: Deadline,
): Promise<AnalysisTask> {
	const end = await waitForEnd<AnalysisTask>(ANALYSIS_TASK, {
		deadline,
		cancel: item.cancel,
		read: async (endsAt) => await readAnalysisTask({ ...item.connection, endsAt }, taskId),
		onRunning: reporting(item, `Analysis task ${taskId}`),
	}).catch(async (error: unknown) => {
		return await Promise.reject(
			createdButGone(
				error,
				`analysis task ${taskId}`,
				`Do not start the analysis again before you have looked: read task ${taskId} with Get in a minute. It may also have been deleted meanwhile.`,
			),
		);
	});
	if (end.state === 'succeeded') return end.entry;
	const status = end.entry?.status;
	if (end.state === 'failed') {
		const { code } = end.entry.error ?? {};
		const reason = ANALYSIS_TASK.reasonOf(end.entry);
		const what =
			status === 'canceled'
				? 'The analysis was canceled'
				: 'TwelveLabs could not analyze the video';
		throw waitEnded(item, `${what}${because(reason)}`, {
			about: { status, ...(code && { code }) },
			next: status === 'canceled' ? IF_CANCELED : nextIfFailed(end.entry),
		});
	}
	const was = doing(status, ANALYSIS_TASK.running) ?? 'running';
	throw waitEnded(item, `The analysis was still ${was} after ${inWords(deadline.ms)}`, {
		about: { status },
		next: `Do not start it again: read its result with Get, by its task ID, when it is ready.${end.missed}`,
	});
}

const IF_CANCELED =
	'Somewhere else it was canceled, or the batch that it belongs to has ended. Start it again if you still want its result.';

const NEW_LIMIT = 'The answer did not fit into its limit. Raise Max Tokens under Options';
const SHORTER = 'or analyze a shorter part with Start Time and End Time.';

/** What to do after a task that failed. A limit of tokens that is reached leaves nothing of a segmentation. */
export function nextIfFailed(task: AnalysisTask): string {
	const reason = ANALYSIS_TASK.reasonOf(task) ?? '';
	const explained = explainReason(reason)?.next;
	if (explained !== undefined) return explained;
	if (!/token/i.test(reason)) {
		return 'Check that the file is complete, plays to its end, and has a picture. Then start the analysis again.';
	}
	return hasSegments(task)
		? `${NEW_LIMIT} (98304 at most, or unlimited with pegasus1.6), ask for fewer segments or fields, ${SHORTER}`
		: `${NEW_LIMIT}, ${SHORTER}`;
}
