import { generated, type Generated } from '../analysis/answer';
import { MAX_OUTPUT_TOKENS, type AnalysisRequest } from '../analysis/request';
import { checkRequest } from '../analysis/requestRules';
import { requireThat, type Answer } from '../errors';
import { subjectOfCall } from './analysisSource';
import { handler, type Handler } from './call';

type AnalyzeBody = AnalysisRequest & { max_tokens?: number; stream?: boolean };

const HOUR = 3_600;

/** Documented for answers at once. */
const LIMITS = { window: HOUR, file: HOUR, fileWithWindow: Infinity };

/** Undocumented; that of tasks. */
const DEFAULT_TOKENS = 4_096;

/** In how many characters a stream cuts a text. */
const EVENT_CHARACTERS = 40;

const analyze = handler<unknown, unknown, AnalyzeBody>((call) => {
	const { body, switches, world } = call;
	const { max_tokens: limit = DEFAULT_TOKENS } = body;
	requireThat(limit >= 1 && limit <= MAX_OUTPUT_TOKENS, `max_tokens is 1 to ${MAX_OUTPUT_TOKENS}`);
	checkRequest(body, switches);
	const { subject } = subjectOfCall(call, LIMITS);
	const id = `gen_${world.newId()}`;
	const answer = generated(body, subject, limit);
	if (body.stream ?? true) return stream(id, answer, switches.streamContentType);
	return { status: 200, body: { id, ...whole(answer) } };
});

export const analyzeHandlers: Record<string, Handler> = { 'root.analyze': analyze };

function whole({ warning, ...answer }: Generated): object {
	return { ...answer, ...errorOf(warning) };
}

function stream(
	id: string,
	{ data, finish_reason, usage, warning }: Generated,
	type: string,
): Answer {
	const texts = data.match(new RegExp(`.{1,${EVENT_CHARACTERS}}`, 'gsu')) ?? [];
	const metadata = { generation_id: id };
	return {
		status: 200,
		headers: { 'Content-Type': type },
		events: [
			{ event_type: 'stream_start', metadata },
			...texts.map((text) => ({ event_type: 'text_generation', text })),
			{
				event_type: 'stream_end',
				finish_reason,
				metadata: { ...metadata, usage },
				...errorOf(warning),
			},
		],
	};
}

const errorOf = (message: string | undefined) => message !== undefined && { error: { message } };
