import { answerOf, isJsonFormat, jsonIn } from '../../nodes/shared/analysisAnswer';

test('two forms of an answer are JSON', () => {
	const types = ['json_schema', 'segment_definitions', 'text', undefined];
	expect(types.map(isJsonFormat)).toEqual([true, true, false, false]);
});

test('an answer is text, or what it holds as JSON where that was asked for', () => {
	const usage = { output_tokens: 7 };
	const answer = { data: '{"a":1}', finish_reason: 'stop', usage };
	expect(answerOf(answer, false)).toEqual({ text: '{"a":1}', finish_reason: 'stop', usage });
	expect(answerOf(answer, true)).toEqual({ data: { a: 1 }, finish_reason: 'stop', usage });
	expect(answerOf(answer, true)).not.toHaveProperty('truncated');
});

test('an answer that was cut off keeps its text, and says so', () => {
	expect(answerOf({ data: '{"a":', finish_reason: 'length' }, true)).toEqual({
		text: '{"a":',
		finish_reason: 'length',
		truncated: true,
	});
});

test('an answer may come with a warning', () => {
	const error = { message: 'cut' };
	expect(answerOf({ data: 'x', error }, false)).toEqual({ text: 'x', warning: 'cut' });
});

test('an object is no reason to lose an answer, and no answer is an empty one', () => {
	const data = { a: 1 } as unknown as string;
	expect(answerOf({ data }, false)).toEqual({ text: '{"a":1}' });
	expect(answerOf({ data }, true)).toEqual({ data: { a: 1 } });
	expect(answerOf({}, false)).toEqual({ text: '' });
});

test('JSON is read from text and from objects, and null is no answer', () => {
	expect(['[1]', '7', 'no', 'null', { a: 1 }].map(jsonIn)).toEqual([
		...[[1], 7],
		...[undefined, undefined],
		{ a: 1 },
	]);
});
