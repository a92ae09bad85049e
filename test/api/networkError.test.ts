import {
	isCut,
	isInsecure,
	isNoConnection,
	isTimeout,
	networkErrorIn,
} from '../../nodes/api/networkError';

const axiosError = (code?: unknown) =>
	Object.assign(new Error('failed'), { isAxiosError: true, code });

describe('a network error', () => {
	test('is what the HTTP client threw', () => {
		expect(networkErrorIn(axiosError('ECONNRESET'))).toEqual({ code: 'ECONNRESET' });
	});

	test('is found under whatever n8n wrapped around it', () => {
		const wrapped = new Error('outer', {
			cause: new Error('inner', { cause: axiosError('ENOTFOUND') }),
		});
		expect(networkErrorIn(wrapped)).toEqual({ code: 'ENOTFOUND' });
	});

	test.each([undefined, '', 42])('may be without a code: %p', (code) => {
		expect(networkErrorIn(axiosError(code))).toEqual({ code: undefined });
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
	// That there is no way there can also be said of a connection that stood.
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
	['ECONNRESET', 'cut'],
	['EPIPE', 'cut'],
	// What the HTTP client says of an answer that ends too early.
	['ERR_BAD_RESPONSE', 'cut'],
	[undefined, 'something else'],
])('%s is %s', (code, what) => {
	const is = {
		'no connection': isNoConnection(code),
		timeout: isTimeout(code),
		insecure: isInsecure(code),
		cut: isCut(code),
	};
	const expected = { 'no connection': false, timeout: false, insecure: false, cut: false };
	expect(is).toEqual(what in expected ? { ...expected, [what]: true } : expected);
});

test('causes that go round in a circle end the search', () => {
	const error = new Error('one', { cause: new Error('two') });
	Object.assign(error.cause as Error, { cause: error });
	expect(networkErrorIn(error)).toBeUndefined();
});
