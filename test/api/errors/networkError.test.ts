import { AttemptTimedOut } from '../../../nodes/api/client/deadline';
import {
	InterruptedResponse,
	isCut,
	isInsecure,
	isTimeout,
	networkErrorIn,
} from '../../../nodes/api/errors/networkError';

const axiosError = (code?: unknown) =>
	Object.assign(new Error('failed'), { isAxiosError: true, code });

describe('a network error', () => {
	test('is what the HTTP client threw', () => {
		expect(networkErrorIn(axiosError('ECONNRESET'))).toEqual({
			code: 'ECONNRESET',
			isConnected: true,
		});
	});

	test('is found under whatever n8n wrapped around it', () => {
		const wrapped = new Error('outer', {
			cause: new Error('inner', { cause: axiosError('ENOTFOUND') }),
		});
		expect(networkErrorIn(wrapped)).toEqual({ code: 'ENOTFOUND', isConnected: false });
	});

	test.each([undefined, '', 42])('may be without a code: %p', (code) => {
		expect(networkErrorIn(axiosError(code))).toEqual({
			code: undefined,
			isConnected: true,
		});
	});

	test.each([
		undefined,
		null,
		'ECONNRESET',
		new Error('no credential'),
		new Error('outer', { cause: new Error('inner') }),
		{ code: 'ECONNRESET' },
		{ isAxiosError: 'yes' },
		[axiosError()],
	])('is nothing else: %p', (error) => {
		expect(networkErrorIn(error)).toBeUndefined();
	});
});

test.each([
	['ECONNREFUSED', 'no connection'],
	// Of a connection that stood these are said, too.
	['EHOSTUNREACH', 'something else'],
	['ENETUNREACH', 'something else'],
	['ENOTFOUND', 'no connection'],
	['EAI_AGAIN', 'no connection'],
	['ECONNABORTED', 'timeout'],
	['ETIMEDOUT', 'timeout'],
	['CERT_HAS_EXPIRED', 'insecure'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'insecure'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'insecure'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'insecure'],
	['EPROTO', 'insecure'],
	// A record that arrives damaged has travelled on a connection that was trusted.
	['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'something else'],
	['ECONNRESET', 'cut'],
	['EPIPE', 'cut'],
	// What the HTTP client says of an answer that ends too early.
	['ERR_BAD_RESPONSE', 'cut'],
	[undefined, 'something else'],
])('%s is %s', (code, what) => {
	const is = {
		'no connection': networkErrorIn(axiosError(code))?.isConnected === false,
		timeout: isTimeout(code),
		insecure: isInsecure(code),
		cut: isCut(code),
	};
	const expected = { 'no connection': false, timeout: false, insecure: false, cut: false };
	expect(is).toEqual(what in expected ? { ...expected, [what]: true } : expected);
});

test('the time limit of an attempt, and a response that broke off, are of a connection that stood', () => {
	expect(networkErrorIn(new AttemptTimedOut())).toEqual({ code: 'ETIMEDOUT', isConnected: true });
	expect(networkErrorIn(new InterruptedResponse('ECONNRESET'))).toEqual({
		code: 'ECONNRESET',
		isConnected: true,
	});
});

test('a response that broke off has the code of what ended it, where that is one of a cut or a time limit', () => {
	const from = (code?: string) => InterruptedResponse.from(Object.assign(new Error(), { code }));
	for (const code of ['ECONNRESET', 'ETIMEDOUT']) expect(from(code)).toMatchObject({ code });
	for (const code of ['Z_DATA_ERROR', undefined]) {
		expect(from(code)).toMatchObject({ code: 'ERR_BAD_RESPONSE' });
		expect(from(code)).toBeInstanceOf(InterruptedResponse);
	}
	expect(InterruptedResponse.from('text')).toMatchObject({ code: 'ERR_BAD_RESPONSE' });
	const stopped = axiosError('ERR_CANCELED');
	expect(InterruptedResponse.from(stopped)).toBe(stopped);
});

test('causes that go round in a circle end the search', () => {
	const error = new Error('one', { cause: new Error('two') });
	Object.assign(error.cause as Error, { cause: error });
	expect(networkErrorIn(error)).toBeUndefined();
});

test.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET'])(
	'%s while connecting means that nothing left',
	(code) => {
		const ofSystem = (syscall: string) => Object.assign(new Error(code), { code, syscall });
		const ofClient = (cause: Error) => Object.assign(axiosError(code), { cause });
		const several = new AggregateError([ofSystem('connect'), ofSystem('connect')]);
		expect(networkErrorIn(ofClient(ofSystem('connect')))).toEqual({ code, isConnected: false });
		expect(networkErrorIn(ofClient(several))).toEqual({ code, isConnected: false });
		expect(networkErrorIn(ofClient(ofSystem('read')))).toEqual({ code, isConnected: true });
	},
);
