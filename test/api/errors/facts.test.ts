import { NodeApiError, type INode } from 'n8n-workflow';

import { AttemptTimedOut, OutOfTime } from '../../../nodes/api/client/deadline';
import type { Outcome } from '../../../nodes/api/client/outcome';
import { ENDPOINTS } from '../../../nodes/api/endpoints';
import { errorOf, tooLarge } from '../../../nodes/api/errors/apiError';
import {
	factsAfter,
	factsOf,
	isOfRequest,
	withFacts,
	type Facts,
} from '../../../nodes/api/errors/facts';
import type { RateLimit } from '../../../nodes/api/rateLimiter/rateLimit';
import { stubConnection } from '../../stubConnection';

const MINUTE = 60_000;

const answered = (
	kind: 'rejected' | 'rateLimited' | 'indeterminate',
	statusCode: number,
	more: { body?: unknown; limit?: RateLimit; flaw?: { kind: 'foreign' } } = {},
): Outcome => {
	const { body = '', ...rest } = more;
	return { kind, response: { statusCode, headers: {}, body }, limit: {}, ...rest };
};

const rateLimited = (limit: RateLimit) => answered('rateLimited', 429, { limit });

const after = (outcome: Outcome, wasIndeterminate = false) =>
	factsAfter(outcome, { acceptedMs: MINUTE, wasIndeterminate });

const CUT: Outcome = {
	kind: 'indeterminate',
	cause: Object.assign(new Error(), { isAxiosError: true, code: 'ECONNRESET' }),
};
const TIMED_OUT: Outcome = { kind: 'indeterminate', cause: new AttemptTimedOut() };
const NOT_SENT: Outcome = {
	kind: 'notSent',
	cause: Object.assign(new Error(), { isAxiosError: true, code: 'ETIMEDOUT', syscall: 'connect' }),
};
const LOG_IN_PAGE = answered('indeterminate', 200, { flaw: { kind: 'foreign' } });

test.each<[string, Outcome]>([
	['a 503', answered('indeterminate', 503)],
	['a 408', answered('indeterminate', 408)],
	['a connection that was cut', CUT],
	['a limit that names no reset', rateLimited({})],
	['a limit per minute', rateLimited({ resetsInMs: MINUTE, quota: '60 requests per minute' })],
])('%s passes by itself', (_what, outcome) => {
	expect(after(outcome).passes).toBe(true);
});

test.each<[string, Outcome]>([
	['a host that no attempt reached', NOT_SENT],
	['a limit that resets after the longest pause', rateLimited({ resetsInMs: MINUTE + 1 })],
	['a limit per day that names no reset', rateLimited({ quota: '50 requests per day' })],
	['a used-up credit', answered('rejected', 429)],
	['a 401', answered('rejected', 401)],
	['a 501', answered('indeterminate', 501)],
	['a log-in page', LOG_IN_PAGE],
])('%s does not pass by itself', (_what, outcome) => {
	expect(after(outcome).passes).toBe(false);
});

test('one indeterminate attempt leaves unclear whether there was an effect, whatever follows it', () => {
	expect(after(answered('rejected', 404)).effect).toBe('none');
	expect(after(NOT_SENT).effect).toBe('none');
	expect(after(rateLimited({})).effect).toBe('none');
	expect(after(answered('indeterminate', 503)).effect).toBe('unclear');
	expect(after(answered('rejected', 404), true).effect).toBe('unclear');
});

/** Of each outcome the facts that are true, apart from `passes`. */
test.each<[string, Outcome, Array<keyof Facts>]>([
	['a 400', answered('rejected', 400), ['isRejection']],
	[
		'a 400 of a call that documents no 404',
		answered('rejected', 400, { body: { code: 'resource_not_exist', message: 'no' } }),
		['isRejection', 'isGone'],
	],
	[
		'another status with the code of a 404',
		answered('rejected', 422, { body: { code: 'resource_not_exist', message: 'no' } }),
		['isRejection'],
	],
	['a 401', answered('rejected', 401), ['isRejection', 'concernsAccount']],
	['a 402', answered('rejected', 402), ['isRejection', 'concernsAccount']],
	['a 403', answered('rejected', 403), ['isRejection', 'concernsAccount']],
	['a 404', answered('rejected', 404), ['isRejection', 'isGone']],
	['a 429', rateLimited({}), ['isRejection', 'concernsAccount']],
	['a used-up credit', answered('rejected', 429), ['isRejection', 'concernsAccount']],
	['a redirect', answered('rejected', 302), []],
	['a choice', answered('rejected', 300), []],
	['a 408', answered('indeterminate', 408), ['mayStillRun']],
	['a 500', answered('indeterminate', 500), ['hasEnded']],
	['a 501', answered('indeterminate', 501), ['hasEnded']],
	['a 502', answered('indeterminate', 502), []],
	['a 503', answered('indeterminate', 503), ['hasEnded']],
	['a 504', answered('indeterminate', 504), ['mayStillRun']],
	['a log-in page', LOG_IN_PAGE, ['mayStillRun']],
	['a connection that was cut', CUT, ['concernsAccount']],
	['an attempt whose time was over', TIMED_OUT, ['concernsAccount', 'mayStillRun']],
	['a host that was not reached in time', NOT_SENT, ['concernsAccount', 'isUnreachable']],
])('what is certain after %s', (_what, outcome, certain) => {
	const facts = Object.entries(after(outcome));
	const names = facts.flatMap(([name, fact]) => (fact === true && name !== 'passes' ? [name] : []));
	expect(names.sort()).toEqual([...certain].sort());
});

const CONNECTION = stubConnection(() => ({}));

test('facts travel with the error, apart from the fields that n8n saves', () => {
	const request = { endpoint: ENDPOINTS.indexes.list };
	const error = errorOf(CONNECTION, request, answered('rejected', 404), { count: 1 });
	expect(factsOf(error as NodeApiError)).toMatchObject({ effect: 'none', isGone: true });
	for (const name of Object.keys(after(NOT_SENT))) {
		expect(JSON.stringify(error)).not.toContain(name);
	}
});

test('a response that is too large would be as large the next time', () => {
	for (const statusCode of [200, 503]) {
		const error = tooLarge(CONNECTION, { statusCode, headers: {}, body: '' });
		expect(factsOf(error as NodeApiError)).toMatchObject({ effect: 'unclear', passes: false });
	}
});

test('what ended a request before it left had no effect, and would end every other request', () => {
	const error = new NodeApiError({ name: 'TwelveLabs' } as INode, { message: 'no credential' });
	const { effect, ...facts } = factsOf(error);
	expect(effect).toBe('none');
	expect(Object.entries(facts).filter(([, isTrue]) => isTrue)).toEqual([['concernsAccount', true]]);
});

test('the end of the time of a sender is no reason to give up the other requests', () => {
	expect(factsOf(new OutOfTime())).toMatchObject({ passes: true, concernsAccount: false });
});

test('any other error is of no request', () => {
	expect(isOfRequest(new OutOfTime())).toBe(true);
	expect(isOfRequest(withFacts(new Error('defect'), after(CUT)))).toBe(false);
});
