import { timeAs } from '../material/times';
import { firstTokens, tokensOf } from '../material/tokens';
import { countMatches, wordsOf } from '../material/words';
import { instanceOf } from './instance';
import { asksForSegments, type AnalysisRequest } from './request';
import { segmentsOf } from './segments';
import type { Line, Subject } from './subject';

/** What an analysis comes to. */
export interface Generated {
	data: string;
	finish_reason: 'stop' | 'length';
	usage: { input_tokens: number; output_tokens: number };
	/** Why the text is not whole. */
	warning?: string;
}

/** About what a second of video takes. */
const TOKENS_PER_SECOND = 20;

const TRUNCATED = 'output truncated: the generation reached the configured max_tokens.';

/** The answer to a prompt: text, or JSON by the schema of the request, cut off at the limit. */
export function generated(request: AnalysisRequest, subject: Subject, limit: number): Generated {
	const whole = wholeAnswer(request, subject);
	const data = firstTokens(whole, limit);
	const isCut = data.length < whole.length;
	return {
		data,
		finish_reason: isCut ? 'length' : 'stop',
		usage: { input_tokens: inputTokens(request, subject), output_tokens: tokensOf(data) },
		...(isCut && { warning: TRUNCATED }),
	};
}

/** Segments without those of the last definition. */
export function incomplete(answer: Generated): Generated {
	const byDefinition = Object.entries(JSON.parse(answer.data) as Record<string, object[]>);
	const kept = byDefinition.map(([id, segments], n) => [
		id,
		n < byDefinition.length - 1 ? segments : [],
	]);
	return {
		...answer,
		data: JSON.stringify(Object.fromEntries(kept)),
		finish_reason: 'length',
		warning: 'Some segments are missing.',
	};
}

/** What the request asks, whichever of the two prompts it has. */
const promptOf = ({ prompt, prompt_v2: structured }: AnalysisRequest): string =>
	prompt ?? structured?.input_text ?? '';

function wholeAnswer(request: AnalysisRequest, subject: Subject): string {
	const { response_format: format } = request;
	if (asksForSegments(request)) return JSON.stringify(segmentsOf(request, subject));
	if (format?.json_schema) return JSON.stringify(instanceOf(format.json_schema, subject.lines));
	const prompt = promptOf(request);
	const { name, from, to } = subject;
	const head = `${name}, ${clock(from)} to ${clock(to)}. ${prompt}`;
	return [head, ...relevant(prompt, subject.lines).map(inOneLine)].join('\n');
}

/** The lines that have a word of the prompt, or all. */
function relevant(prompt: string, lines: Line[]): Line[] {
	const words = wordsOf(prompt);
	const found = lines.filter(({ value }) => countMatches(words, value) > 0);
	return found.length > 0 ? found : lines;
}

const inOneLine = ({ start, value }: Line): string => `${clock(start)} ${value}`;

const clock = (seconds: number) => timeAs('hh:mm:ss', seconds);

function inputTokens(request: AnalysisRequest, { from, to }: Subject): number {
	return Math.ceil((to - from) * TOKENS_PER_SECOND) + tokensOf(promptOf(request));
}
