import { explainReason } from '../../../api/errors/catalogue';
import { readAnalysisTask } from '../../../shared/analysisTask';
import { ANALYSIS_TASK } from '../../../shared/lifecycles';
import type { AnalysisTask } from '../../../shared/types';
import type { Deadline } from '../../../shared/waitForEnd';
import type { VideoSource } from '../../fields/videoSource';
import type { Item } from '../../run/item';
import type { TaskKind } from '../../taskWait';
import { because, readyToBe, waitEnded } from '../../wait';
import { UPLOAD_AGAIN } from './refusal';
import { hasSegments } from '../../../shared/analysisTaskItems';

/** See `readyToBe`. */
export const readyToAnalyze = async (
	item: Item,
	{ asset_id: assetId }: VideoSource,
	deadline: Deadline,
): Promise<void> =>
	await readyToBe('analyzed', item, assetId, { deadline, ifFailed: UPLOAD_AGAIN });

/** How an analysis task is waited for. */
export const ANALYSES: TaskKind<AnalysisTask> = {
	lifecycle: ANALYSIS_TASK,
	name: 'Analysis',
	read: readAnalysisTask,
	failure(item, task) {
		const { status, error } = task;
		const { code } = error ?? {};
		const isCanceled = status === 'canceled';
		const what = isCanceled
			? 'The analysis was canceled'
			: 'TwelveLabs could not analyze the video';
		return waitEnded(item, `${what}${because(ANALYSIS_TASK.reasonOf(task))}`, {
			about: { status, ...(code && { code }) },
			next: isCanceled ? IF_CANCELED : nextIfFailed(task),
		});
	},
};

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
