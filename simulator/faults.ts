import { isMeant, type LoggedRequest, type Meant } from './journal';
import type { Transmission } from './transmission';

/** What happens instead of, or before, the ordinary answer. */
type FaultResponse =
	/** This answer, word for word: a `string` body is sent as text, an object as JSON, none as an empty body. */
	| { status: number; body?: unknown; headers?: Record<string, string> }
	/** The connection is reset and no byte is sent. */
	| 'reset'
	/** A gateway in front of the API answers 502 with an HTML page and none of the API's headers. */
	| 'html502'
	/** The right length is promised, half of the body is sent, then the connection breaks. */
	| 'truncated'
	/** The right status, and nothing in the body. */
	| 'empty'
	/** The ordinary answer, but this much later (real milliseconds, whatever the simulator's clock says). */
	| { delayMs: number }
	/** The ordinary answer, which does not come at once: it stops for a while, comes line by line, or ends too early. */
	| { transmission: Transmission };

/** One scripted fault. */
export interface Fault {
	/** Which requests it hits; without it, every request. */
	on?: Meant;
	/** How many requests it hits; default 1, Infinity for ever. */
	times?: number;
	respond: FaultResponse;
	/** Before the effect nothing has happened on the server; after it, the work is done and the answer is lost. */
	when?: 'before' | 'after';
}

/** A fault that has struck: the time to wait, and what to answer unless the ordinary answer still follows. */
export interface Strike {
	delayMs: number;
	transmission?: Transmission;
	respond?: Exclude<FaultResponse, { delayMs: number } | { transmission: Transmission }>;
}

/** The script of faults of one simulator. Faults strike in the order they were added. */
export class Faults {
	private script: Array<Fault & { left: number }> = [];

	add(fault: Fault): void {
		this.script.push({ ...fault, left: fault.times ?? 1 });
	}

	clear(): void {
		this.script = [];
	}

	/** Uses up what hits this request now: any delays, and the first fault that takes the answer's place. */
	strike(request: LoggedRequest, when: 'before' | 'after'): Strike {
		const strike: Strike = { delayMs: 0 };
		for (const fault of this.script) {
			if (fault.left < 1 || (fault.when ?? 'before') !== when) continue;
			if (!isMeant(fault.on, request)) continue;
			fault.left -= 1;
			if (typeof fault.respond === 'object' && 'delayMs' in fault.respond) {
				strike.delayMs += fault.respond.delayMs;
				continue;
			}
			if (typeof fault.respond === 'object' && 'transmission' in fault.respond) {
				strike.transmission = { ...strike.transmission, ...fault.respond.transmission };
				continue;
			}
			strike.respond = fault.respond;
			break;
		}
		return strike;
	}
}
