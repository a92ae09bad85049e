/** A video that is uploaded while an index is watched; in minutes after the begin. */
interface Upload {
	at: number;
	/** Until it is ready. */
	takes: number;
}

/** Videos come in during this time. */
const UPLOAD_MINUTES = 30;

const MAX_MINUTES = 20;

/** Of single videos, spread over the time. */
const SINGLE = 220;

/** So many are uploaded together, and are ready in the same minute. */
const TOGETHER: Upload & { count: number } = { count: 80, at: 12, takes: 3 };

/** How many videos there are. */
export const VIDEOS = SINGLE + TOGETHER.count;

/** One a minute, until long after the last video is ready. */
export const POLLS = UPLOAD_MINUTES + MAX_MINUTES + 5;

/** In the words of the report. */
export const HISTORY = [
	`${VIDEOS} videos come in within ${UPLOAD_MINUTES} minutes, and are ready after 1 to ${MAX_MINUTES} minutes each, not in the order in which they came;`,
	`${TOGETHER.count} of them come together, and are ready in the same minute. There is a poll every minute, ${POLLS} in all.`,
].join(' ');

/** The same in every run. */
export function uploads(): Upload[] {
	const random = randomNumbers();
	const single = Array.from({ length: SINGLE }, (_, n) => ({
		at: (n * UPLOAD_MINUTES) / SINGLE,
		takes: 1 + random() * (MAX_MINUTES - 1),
	}));
	const { count, ...together } = TOGETHER;
	return [...single, ...Array.from({ length: count }, () => together)];
}

/** Park and Miller's minimal standard generator: numbers from 0 to 1, always the same. */
function randomNumbers(): () => number {
	let state = 1;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}
