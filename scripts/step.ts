import { Listr, PRESET_TIMER } from 'listr2';

/** Says how far a step has come; each text takes the place of the one before. */
export type Report = (text: string) => void;

/** Without a terminal every text stays in the log, so there they come now and then only. */
const LOG_INTERVAL_MS = 30_000;

/**
 * Shows one step of the story while it runs: with a spinner in a terminal, as plain lines elsewhere.
 * @returns what the step's work returns
 */
export async function step<T>(title: string, work: (report: Report) => Promise<T>): Promise<T> {
	const results: T[] = [];
	const timer = { ...PRESET_TIMER };
	let failure: unknown;
	const steps = new Listr(
		[
			{
				title,
				task: async (_context, task) => {
					const show: Report = (text) => {
						task.output = text;
					};
					try {
						results.push(await work(process.stdout.isTTY ? show : nowAndThen(show)));
					} catch (error) {
						failure = error;
						// The reason is printed once, at the end, and in full.
						throw new Error('see below');
					}
				},
			},
		],
		{
			// Signals are ours to handle: listr2 would end the process and leave its children behind.
			registerSignalListeners: false,
			rendererOptions: { timer, showErrorMessage: false },
			fallbackRendererOptions: { timer },
		},
	);
	await steps.run().catch(() => {
		throw failure;
	});
	return results[0];
}

function nowAndThen(show: Report): Report {
	let next = 0;
	return (text) => {
		if (Date.now() < next) return;
		next = Date.now() + LOG_INTERVAL_MS;
		show(text);
	};
}
