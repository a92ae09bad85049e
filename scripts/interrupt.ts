import { constants } from 'node:os';

import { killEverything } from './command';
import { Interrupted } from './problem';

/** Ctrl-C, a plain `kill`, and the terminal window that is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** On Ctrl-C the terminal signals us and npm, and npm passes the signal on: one key press comes twice. */
const SAME_KEY_PRESS_MS = 1_000;

const SHOW_CURSOR = '\u001b[?25h';

/** Shells report a process that a signal ended as 128 and the signal's number. */
export const exitCodeOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];

/**
 * Turns the signals that end a program into an AbortSignal, so that the work under way can stop in order.
 * A second signal skips that: every process we started is killed at once.
 */
export function abortOnSignals(): AbortSignal {
	const controller = new AbortController();
	let askedAt = 0;

	const listener = (signal: NodeJS.Signals) => {
		if (!controller.signal.aborted) {
			askedAt = Date.now();
			controller.abort(new Interrupted(signal));
		} else if (Date.now() - askedAt > SAME_KEY_PRESS_MS) {
			killEverything();
			if (process.stdout.isTTY) process.stdout.write(SHOW_CURSOR);
			process.exit(exitCodeOf(signal));
		}
	};
	for (const signal of SIGNALS) process.on(signal, listener);

	// A closed terminal or pipe must not keep us from stopping what we started.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
	return controller.signal;
}

/** Resolves when a program is asked to stop. */
export const untilAborted = async (signal: AbortSignal): Promise<void> =>
	await new Promise((resolve) => {
		if (signal.aborted) resolve();
		signal.addEventListener('abort', () => resolve());
	});

/** What must be undone at the end, however it comes; the newest first. */
export class Cleanup {
	private readonly steps: Array<() => Promise<unknown>> = [];
	private isOver = false;

	/** What is added when all has been undone is undone at once. */
	add(step: () => Promise<unknown>): void {
		this.steps.push(step);
		if (this.isOver) void this.run();
	}

	/** Goes on after a step that fails: the others are still owed. */
	async run(): Promise<void> {
		for (let step = this.steps.pop(); step; step = this.steps.pop()) {
			await step().catch(() => {});
		}
		this.isOver = true;
	}
}
