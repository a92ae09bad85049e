import type { QuotaRule } from '../../simulator/quotas';
import { useBench } from './support';

const HOUR = 3_600_000;
/** 90.4 seconds into the hour that begins with the clock of the tests. */
const INTO_THE_HOUR = 90_400;

const bench = useBench();
let resetAt: number;

beforeEach(() => {
	resetAt = bench.clock.now() + HOUR;
	bench.clock.advance(INTO_THE_HOUR);
});

/** The limit's headers and the body of an answer to a request for a list. */
async function answer() {
	const headers = { 'x-api-key': bench.simulator.apiKey };
	const response = await fetch(`${bench.simulator.url}/indexes`, { headers });
	const limitHeaders: Record<string, string> = {};
	response.headers.forEach((value, name) => {
		if (/retry-after|ratelimit/.test(name)) limitHeaders[name] = value;
	});
	return { response, limitHeaders, text: await response.text() };
}

/** The same for a request that is refused. */
async function refusal(report: Partial<QuotaRule> = {}) {
	bench.simulator.quotas.add({ limit: 100, windowMs: HOUR, used: 100, ...report });
	const refused = await answer();
	expect(refused.response.status).toBe(429);
	return refused;
}

describe('A refused request gets the time to come back', () => {
	it('in whole seconds, rounded up, by Retry-After', async () => {
		expect((await refusal()).limitHeaders).toEqual({ 'retry-after': '3510' });
		bench.clock.advance(HOUR - INTO_THE_HOUR - 1);
		expect((await answer()).limitHeaders).toEqual({ 'retry-after': '1' });
	});

	it('with the headers of 2025', async () => {
		expect((await refusal({ reports: 'reset' })).limitHeaders).toEqual({
			'x-ratelimit-limit': '100',
			'x-ratelimit-remaining': '0',
			'x-ratelimit-used': '100',
			'x-ratelimit-reset': String(resetAt / 1_000),
		});
	});

	it.each([
		['epochSeconds', (): string => String(resetAt / 1_000)],
		['epochMs', (): string => String(resetAt)],
		['seconds', (): string => '3510'],
		['iso', (): string => '2026-01-05T13:00:00Z'],
	] as const)('with the headers of 2026, the reset as %s', async (resetAs, expected) => {
		expect((await refusal({ reports: 'requestReset', resetAs })).limitHeaders).toEqual({
			'x-ratelimit-request-remaining': '0',
			'x-ratelimit-request-reset': expected(),
		});
	});

	it('with seconds since 1970 where no unit is chosen', async () => {
		const { limitHeaders } = await refusal({ reports: 'requestReset' });
		expect(limitHeaders['x-ratelimit-request-reset']).toBe(String(resetAt / 1_000));
	});

	it('with two kinds of headers at once, as it was recorded', async () => {
		expect((await refusal({ reports: ['retryAfter', 'requestReset'] })).limitHeaders).toMatchObject(
			{
				'retry-after': '3510',
				'x-ratelimit-request-remaining': '0',
			},
		);
	});

	it('not at all', async () => {
		expect((await refusal({ reports: 'nothing', reportsAlways: true })).limitHeaders).toEqual({});
	});

	it('with times rounded up, so that an obedient client is not too early', async () => {
		const { limitHeaders, text } = await refusal({ reports: 'reset', algorithm: 'sliding' });
		expect(limitHeaders['x-ratelimit-reset']).toBe(String((resetAt + 91_000) / 1_000));
		expect(text).toContain('after 2026-01-05T13:01:31Z.');
	});
});

describe('The body of a refusal', () => {
	it('has a sentence with limit and time, and nothing else', async () => {
		const { text, response } = await refusal();
		expect(JSON.parse(text)).toEqual({
			code: 'too_many_requests',
			message:
				'You have exceeded the rate limit (100req/1hour). Please try again later after 2026-01-05T13:00:00Z.',
		});
		expect(response.headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
	});

	it.each([
		[1_000, '1s'],
		[60_000, '1min'],
		[86_400_000, '1day'],
		[30_000, '30s'],
		[1_500, '1.5s'],
	])('calls a window of %i ms %s', async (windowMs, name) => {
		expect((await refusal({ windowMs })).text).toContain(`(100req/${name})`);
	});

	it('has the other shape of errors, where the switch says so', async () => {
		bench.simulator.switches.errorShape = 'nested';
		expect(JSON.parse((await refusal()).text)).toMatchObject({
			error: { code: 'too_many_requests', message: expect.stringContaining('100req/1hour') },
		});
	});

	it('has a message without numbers', async () => {
		const { text } = await refusal({ body: 'plain' });
		expect(JSON.parse(text)).toMatchObject({ code: 'too_many_requests' });
		expect(text).not.toMatch(/\d/);
	});

	it('is empty', async () => {
		const { text, response } = await refusal({ body: 'empty' });
		expect(text).toBe('');
		expect(response.headers.get('content-type')).toBeNull();
	});

	it('is the page of a gateway, which knows the time but not the API', async () => {
		const { text, limitHeaders, response } = await refusal({ body: 'html' });
		expect(text).toContain('<html>');
		expect(response.headers.get('content-type')).toContain('text/html');
		expect(response.headers.get('x-trace-id')).toBeNull();
		expect(limitHeaders).toEqual({ 'retry-after': '3510' });
	});
});

describe('An answer that is not refused', () => {
	const add = (report: Partial<QuotaRule>) =>
		bench.simulator.quotas.add({ limit: 100, windowMs: HOUR, ...report });

	it('reports nothing, unless the rule says so', async () => {
		add({ reports: ['retryAfter', 'reset', 'requestReset'] });
		add({ reports: 'retryAfter', reportsAlways: true });
		expect((await answer()).limitHeaders).toEqual({});
	});

	it('reports what remains, and when there is more', async () => {
		add({ reports: 'reset', reportsAlways: true });
		add({ reports: 'requestReset', reportsAlways: true, used: 10 });
		expect((await answer()).limitHeaders).toEqual({
			'x-ratelimit-limit': '100',
			'x-ratelimit-remaining': '99',
			'x-ratelimit-used': '1',
			'x-ratelimit-reset': String(resetAt / 1_000),
			'x-ratelimit-request-remaining': '89',
			'x-ratelimit-request-reset': String(resetAt / 1_000),
		});
	});

	it('reports it with errors, and with scripted ones, whose own headers have the last word', async () => {
		add({ reports: 'requestReset', reportsAlways: true });
		const remaining = async (path: string) =>
			(await bench.call('GET', path)).headers.get('x-ratelimit-request-remaining');
		expect(await remaining('/indexes?nonsense=1')).toBe('99');
		expect(await remaining('/indexes/ffffffffffffffffffffffff')).toBe('98');
		bench.simulator.faults.add({ respond: { status: 503 } });
		expect(await remaining('/indexes')).toBe('97');
		const headers = { 'x-ratelimit-request-remaining': 'soon' };
		bench.simulator.faults.add({ respond: { status: 503, headers } });
		expect(await remaining('/indexes')).toBe('soon');
		expect(await remaining('/indexes')).toBe('95');
	});

	it('is refused by one quota and reported by the other', async () => {
		add({ reports: 'requestReset', reportsAlways: true, used: 40 });
		expect((await refusal()).limitHeaders).toMatchObject({
			'retry-after': '3510',
			'x-ratelimit-request-remaining': '60',
		});
	});
});
