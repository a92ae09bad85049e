import {
	explain,
	explainFlaw,
	explainNoAnswer,
	explainReason,
	explainTooLarge,
} from '../../../nodes/api/errors/catalogue';
import { CODES } from '../../../nodes/api/errors/codes';
import { DOCUMENTED, DOCUMENTED_CODES } from './documentedCodes';

const STATUSES = Array.from({ length: 300 }, (_, at) => 300 + at);
const SERVER_STATUSES = STATUSES.filter((status) => status >= 500);
const at = (status: number, code?: string) => explain({ status, code, fromTwelveLabs: true });
const ofStatus = (status: number) => at(status);

/** Everything that a user may read. */
const TEXTS = [
	...STATUSES.flatMap((status) => [
		ofStatus(status),
		...DOCUMENTED_CODES.map(([code]) => at(status, code)),
	]),
	explain({ status: 404, fromTwelveLabs: false }),
	...['ETIMEDOUT', 'ECONNRESET', 'CERT_HAS_EXPIRED', 'ECONNREFUSED'].flatMap((code) => [
		explainNoAnswer(code, 'host', true),
		explainNoAnswer(code, 'host', false),
	]),
	explainFlaw({ kind: 'foreign' }, 'host', 200),
	explainFlaw({ kind: 'reported' }, 'host', 200),
	explainFlaw({ kind: 'other', asked: 'a', got: 'b' }, 'host', 200),
].filter(({ message, next }, position, all) => {
	const same = all.findIndex((other) => other.message === message && other.next === next);
	return same === position;
});

describe('completeness', () => {
	test.each(DOCUMENTED)('every code of $area has an entry ($source)', ({ codes }) => {
		const missing = Object.keys(codes).filter((code) => !(code.toLowerCase() in CODES));
		expect(missing).toEqual([]);
	});

	test('every entry belongs to a documented code', () => {
		const documented = DOCUMENTED_CODES.map(([code]) => code.toLowerCase());
		expect(Object.keys(CODES).filter((code) => !documented.includes(code))).toEqual([]);
	});

	test('an entry that borrows the words of a status finds some there, which are not those of any 4xx', () => {
		for (const entry of Object.values(CODES)) {
			if ('sameAs' in entry) expect(ofStatus(entry.sameAs)).not.toBe(ofStatus(499));
		}
	});

	test.each(DOCUMENTED_CODES)('%s counts with %i', (code, status) => {
		const entry = CODES[code.toLowerCase()];
		expect(at(status, code)).toBe('sameAs' in entry ? ofStatus(entry.sameAs) : entry);
	});
});

describe('matching', () => {
	test('codes are found in any case', () => {
		expect(at(400, 'Video_File_BROKEN')).toBe(at(400, 'video_file_broken'));
		expect(at(400, 'validation_error')).toBe(at(400, 'VALIDATION_ERROR'));
	});

	test.each(['tomorrow', '', 'constructor', '__proto__', undefined])(
		'the code %p, which is not in the catalogue, leaves every status as it is',
		(code) => {
			for (const status of STATUSES) expect(at(status, code)).toBe(ofStatus(status));
		},
	);

	test.each([
		['api_key_invalid', 500],
		['api_key_invalid', 404],
		['api_key_invalid', 429],
		['resource_not_exist', 401],
		['resource_not_exist', 429],
		['parameter_invalid', 401],
		['parameter_invalid', 403],
		['parameter_invalid', 404],
		['video_file_broken', 401],
		['video_file_broken', 503],
		['too_many_requests', 401],
		['too_many_requests', 503],
		['usage_limit_exceeded', 401],
		['usage_limit_exceeded', 500],
		['endpoint_deprecated', 404],
		['index_name_already_exists', 404],
		['batch_canceled', 302],
	])('%s with %i contradicts itself: the status decides', (code, status) => {
		expect(at(status, code)).toBe(ofStatus(status));
	});

	test.each([
		['api_key_invalid', 400, 'Copy a current key'],
		['api_key_invalid', 403, 'Copy a current key'],
		['resource_not_exist', 400, 'Check the IDs'],
		['usage_limit_exceeded', 402, 'Waiting does not help'],
		['usage_limit_exceeded', 429, 'Waiting does not help'],
		['insufficient_funds', 429, 'Check the payment method'],
		['api_allowed_for_paid_plan', 401, 'Upgrade the plan'],
		['search_page_token_expired', 410, 'from the first page'],
		['index_name_already_exists', 409, 'Choose another name'],
		['video_filesize_too_large', 413, '4 GB'],
		['unsupported_file_type', 415, 'Convert the file'],
		['request_canceled_or_timed_out', 504, 'look before you repeat'],
	])('%s with %i is more precise than the status', (code, status, next) => {
		expect(at(status, code).next).toContain(next);
		expect(at(status, code)).not.toBe(ofStatus(status));
	});

	test('no code makes a 5xx something to correct, or a redirect anything else', () => {
		for (const [code] of DOCUMENTED_CODES) {
			if (code === 'request_canceled_or_timed_out') continue;
			for (const status of SERVER_STATUSES) expect(at(status, code)).toBe(ofStatus(status));
		}
		for (const [code] of DOCUMENTED_CODES) expect(at(302, code)).toBe(ofStatus(302));
	});

	test('each way in which an answer is none has words of its own', () => {
		const flaws = [
			{ kind: 'foreign' },
			{ kind: 'reported' },
			{ kind: 'other', asked: 'a', got: 'b' },
		] as const;
		expect(flaws.map((flaw) => explainFlaw(flaw, 'host', 202).message)).toEqual([
			'The answer from host does not come from TwelveLabs',
			'TwelveLabs answered 202, but did not confirm the request',
			'TwelveLabs answered about b in place of a',
		]);
	});

	test('a response that is too large names where it came from', () => {
		expect(explainTooLarge('host').message).toBe('The response from host is too large');
	});

	test('a reason may name a code anywhere, and the first that is known counts', () => {
		expect(explainReason('Failed: some_thing, then VIDEO_FILE_BROKEN')).toBe(
			at(400, 'video_file_broken'),
		);
		for (const reason of ['some_thing else', 'no code', '', undefined, { code: 'x' }]) {
			expect(explainReason(reason)).toBeUndefined();
		}
	});

	test('who answered makes a difference to a 404 alone', () => {
		for (const status of STATUSES) {
			const fromOther = explain({ status, fromTwelveLabs: false });
			expect(fromOther === ofStatus(status)).toBe(status !== 404);
		}
	});

	test('a 404 that is none of TwelveLabs stays one', () => {
		expect(explain({ status: 404, fromTwelveLabs: false }).message).toContain('at the Base URL');
	});
});

describe('the codes about media name the limit and the way out', () => {
	test.each([
		['video_resolution_too_low', '360x360', 'scale'],
		['video_resolution_too_high', '5184x2160', 'scale'],
		['video_resolution_invalid_aspect_ratio', '2.4:1', 'bars'],
		['video_duration_too_short', '4 seconds', 'Filter node'],
		['video_duration_too_long', '4 hours', 'split'],
		['video_file_broken', 'complete', 'encode it anew'],
		['video_filesize_too_large', '4 GB', 'lower bit rate'],
		['audio_file_broken', 'WAV, MP3 or FLAC', 'encode it anew'],
		['unsupported_file_type', 'WAV, MP3 or FLAC', 'Convert'],
	])('%s', (code, limit, wayOut) => {
		const { next } = at(400, code);
		expect(next).toContain(limit);
		expect(next).toContain(wayOut);
		expect(next).toContain('FFmpeg');
		expect(next).toContain('Upload the result as a new asset.');
	});
});

describe('wording', () => {
	test.each(TEXTS)('$message', ({ message, next }) => {
		expect(`${message} ${next}`).not.toMatch(/error|fail(ed|ure)|problem|mistake/i);
		expect(message).toMatch(/^[A-Z].*[^.!?\s]$/);
		expect(message.length).toBeLessThanOrEqual(110);
		expect(next).toMatch(/^[A-Z].*[^.\s]\.$/);
		// Longer than this, n8n's panel needs scrolling.
		expect(next.length).toBeLessThanOrEqual(420);
		expect(`${message} ${next}`).not.toMatch(/undefined|NaN|[<\n]| {2}/);
	});

	test('options that only one operation has are left to it: the trigger has none of them', () => {
		const options = [
			'Wait for Asset',
			'Skip if Already Indexed',
			'Wait for Completion',
			'Max Wait',
		];
		const all = TEXTS.map(({ message, next }) => `${message} ${next}`).join('\n');
		for (const option of options) expect(all).not.toContain(option);
	});
});
