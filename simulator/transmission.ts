import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** How an answer comes over the wire, where it does not come at once. Times are real, in milliseconds. */
export interface Transmission {
	/** The answer stops for this long after so many lines; default 0: status and headers have come, nothing else. */
	stall?: { ms: number; afterLines?: number };
	/** Between one line and the next. */
	dripMs?: number;
	/** The answer ends here, properly, whatever is missing. */
	linesLeft?: number;
}

/** Sends an answer line by line. Ends early where the client hangs up, or the simulator closes. */
export async function transmit(
	raw: ServerResponse,
	text: string,
	{ stall, dripMs = 0, linesLeft = Infinity }: Transmission,
	closing: AbortSignal,
): Promise<void> {
	const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
	const stallAt = Math.min(stall?.afterLines ?? 0, lines.length);
	raw.flushHeaders();
	for (const [n, line] of lines.slice(0, linesLeft).entries()) {
		await pause((stall && n === stallAt ? stall.ms : 0) + (n > 0 ? dripMs : 0), closing);
		if (raw.destroyed || closing.aborted) return;
		raw.write(line);
	}
	if (stall && stallAt === lines.length) await pause(stall.ms, closing);
	raw.end();
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
	if (ms > 0) await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
