import fc from 'fast-check';
import type { UserError } from 'n8n-workflow';

import { parsedJson } from '../../nodes/shared/jsonText';

const messageOf = (text: string): string | undefined => {
	try {
		parsedJson('Schema', text);
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
};

test('JSON is read as it is', () => {
	fc.assert(
		fc.property(fc.json(), fc.nat(4), (text, indent) => {
			const spaced = JSON.stringify(JSON.parse(text), undefined, indent);
			expect(parsedJson('Schema', spaced)).toEqual(JSON.parse(text));
		}),
	);
});

test('whatever JSON.parse does not read is refused, and nothing else', () => {
	const pieces = fc.constantFrom(
		...'{}[],:"\\ \n\t01.-e+ax',
		'true',
		'null',
		'"a"',
		'\u00a0',
		'{"a":1}',
	);
	const isRead = (text: string) => {
		try {
			JSON.parse(text);
			return true;
		} catch {
			return false;
		}
	};
	const text = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
	fc.assert(
		fc.property(text, (each) => {
			expect(messageOf(each) === undefined).toBe(isRead(each));
		}),
		{ numRuns: 5_000 },
	);
});

test.each([
	['{"a": 1,}', 'line 1, column 9: "}" is unexpected'],
	[
		'{\n  "type": "object"\n  "properties": {}\n}',
		'line 3, column 3: "\\"properties\\": {}" is unexpected',
	],
	["{'type': 1}", 'line 1, column 2: "\'type\': 1}" is unexpected'],
	['{"a": [1, 2', 'line 1, column 12: the text ends too early'],
	['{"a": "b', 'line 1, column 7: "\\"b" is unexpected'],
	['{"a": 1} x', 'line 1, column 10: "x" is unexpected'],
	['{"a": undefined}', 'line 1, column 7: "undefined}" is unexpected'],
	['\r\n\r\n{"a" 1}', 'line 3, column 6: "1}" is unexpected'],
	['', 'line 1, column 1: the text ends too early'],
	['[1:2]', 'line 1, column 3: ":2]" is unexpected'],
	['[,1]', 'line 1, column 2: ",1]" is unexpected'],
	['{,"a":1}', 'line 1, column 2: ",\\"a\\":1}" is unexpected'],
	['[1{}]', 'line 1, column 3: "{}]" is unexpected'],
	['[1 [2]]', 'line 1, column 4: "[2]]" is unexpected'],
	['{"a":1]', 'line 1, column 7: "]" is unexpected'],
	['[1}', 'line 1, column 3: "}" is unexpected'],
	['[1,]', 'line 1, column 4: "]" is unexpected'],
	['{"a":}', 'line 1, column 6: "}" is unexpected'],
	['}', 'line 1, column 1: "}" is unexpected'],
])('%j is refused with its place', (text, place) => {
	expect(messageOf(text)).toBe(`Schema is not valid JSON: ${place}`);
});

test('what to check is said, too', () => {
	let error: unknown;
	try {
		parsedJson('Schema', '{');
	} catch (thrown) {
		error = thrown;
	}
	expect((error as UserError).description).toContain('Check the commas');
});

test('a string of millions of characters is read', () => {
	const long = JSON.stringify({ a: 'x\n'.repeat(2_000_000) });
	expect(messageOf(long)).toBeUndefined();
});

test('a deep text is read without recursion', () => {
	const deep = '['.repeat(200_000);
	expect(messageOf(deep)).toContain('column 200001: the text ends too early');
});
