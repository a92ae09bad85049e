import { isRecord } from '../../../api/body';
import { jsonOrNothing } from '../../../shared/jsonOrNothing';
import type { AnalysisResult } from '../../../shared/types';

/** One line of a streamed answer. */
interface Event {
	event_type: string;
	text?: unknown;
	finish_reason?: string;
	metadata?: { usage?: AnalysisResult['usage'] };
	error?: AnalysisResult['error'];
}

/**
 * The answer of an analysis, whichever way it came: a server may stream it although it was asked not to. A stream has an event
 * on each line; one of a single event is parsed as one JSON text.
 * @param body of the response, see `ApiResponse`
 * @returns a body that is no stream as it is; undefined for a stream without its end
 */
export function wholeAnswer(body: unknown): unknown {
	const events = eventsIn(body);
	if (!events) return body;
	const end = events.find(({ event_type }) => event_type === 'stream_end');
	if (!end) return undefined;
	const { finish_reason, metadata, error } = end;
	return {
		data: textIn(events),
		finish_reason,
		...(metadata?.usage && { usage: metadata.usage }),
		...(error && { error }),
	};
}

/** The text of a stream that broke off, up to the cut. @returns undefined where there is none */
export const textBeforeCut = (body: unknown): string | undefined =>
	textIn(eventsIn(body) ?? []) || undefined;

const textIn = (events: Event[]): string =>
	events
		.map(({ event_type, text }) =>
			event_type === 'text_generation' && typeof text === 'string' ? text : '',
		)
		.join('');

/** @returns undefined where it is no stream; the last line may have been cut */
function eventsIn(body: unknown): Event[] | undefined {
	if (isEvent(body)) return [body];
	if (typeof body !== 'string') return undefined;
	const lines = body.split('\n').filter((line) => line.trim() !== '');
	const events = lines.map(jsonOrNothing).filter(isEvent);
	return events.length > 0 && isEvent(jsonOrNothing(lines[0])) ? events : undefined;
}

const isEvent = (value: unknown): value is Event =>
	isRecord(value) && typeof value.event_type === 'string';
