import { inTurn, REMEMBERED_MS, type Target } from '../../../nodes/shared/creating/inTurn';
import { allEvents } from '../../api/rateLimiter/virtualClock';

/** Work that notes when it begins, and ends when the test ends it. */
function workNamed(name: string, begun: string[]) {
	let end = () => {};
	const work = async () => {
		begun.push(name);
		await new Promise<void>((resolve) => (end = resolve));
		return name;
	};
	return { work, end: () => end() };
}

test('work of one place is done one after the other, that of another place beside it', async () => {
	const begun: string[] = [];
	const [first, second, elsewhere] = ['first', 'second', 'elsewhere'].map((name) =>
		workNamed(name, begun),
	);
	const all = [
		inTurn('here', first.work),
		inTurn('here', second.work),
		inTurn('there', elsewhere.work),
	];
	await allEvents();
	expect(begun).toEqual(['first', 'elsewhere']);
	first.end();
	await allEvents();
	expect(begun).toEqual(['first', 'elsewhere', 'second']);
	second.end();
	elsewhere.end();
	expect(await Promise.all(all)).toEqual(['first', 'second', 'elsewhere']);
});

test('a caller that comes when work was stopped, but has not ended, waits for its end', async () => {
	const begun: string[] = [];
	const [stopped, next] = ['stopped', 'next'].map((name) => workNamed(name, begun));
	const stop = new AbortController();
	const mine = inTurn('here', stopped.work, { cancel: stop.signal });
	await allEvents();
	stop.abort(new Error('stop'));
	await expect(mine).rejects.toThrow('stop');
	const theirs = inTurn('here', next.work);
	await allEvents();
	expect(begun).toEqual(['stopped']);
	stopped.end();
	await allEvents();
	expect(begun).toEqual(['stopped', 'next']);
	next.end();
	expect(await theirs).toBe('next');
});

test('where nothing was created, those that come later wait for what is under way, too', async () => {
	const begun: string[] = [];
	const [first, second, third] = ['first', 'second', 'third'].map((name) => workNamed(name, begun));
	const all = [inTurn('nothing', first.work), inTurn('nothing', second.work)];
	await allEvents();
	first.end();
	await allEvents();
	all.push(inTurn('nothing', third.work));
	await allEvents();
	expect(begun).toEqual(['first', 'second']);
	second.end();
	await allEvents();
	third.end();
	expect(await Promise.all(all)).toEqual(['first', 'second', 'third']);
});

test('where a request was made, it is remembered when it ended, also if nothing came of it', async () => {
	await inTurn('lost', async (target) => {
		target.lastRequestEnd = 7;
		await Promise.resolve();
	});
	const known = async ({ lastRequestEnd }: Target) => await Promise.resolve(lastRequestEnd);
	expect(await inTurn('lost', known)).toBe(7);
	expect(await inTurn('elsewhere', known)).toBe(-Infinity);
});

test('those that others come before are told, and the first is not', async () => {
	const told: string[] = [];
	const work = async () => await Promise.resolve();
	const all = ['first', 'second', 'third'].map(
		async (name) => await inTurn('told', work, { onWait: () => told.push(name) }),
	);
	await Promise.all(all);
	await inTurn('told', work, { onWait: () => told.push('later') });
	expect(told).toEqual(['second', 'third']);
});

test('callers of one key come in their order, and the keys take turns', async () => {
	const begun: string[] = [];
	const inOrder = async (name: string) =>
		await inTurn('shared', async () => await Promise.resolve(begun.push(name)), {
			queueKey: name[0],
		});
	await Promise.all(['a1', 'a2', 'a3', 'a4', 'b1', 'b2'].map(inOrder));
	expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'a4']);
});

describe('where what comes first does not end', () => {
	const MINUTE = 60_000;
	// In whole milliseconds, so that what is added makes no fractions.
	let now = Math.ceil(performance.now());
	let rings: Array<() => void> = [];

	beforeEach(() => {
		rings = [];
		jest.spyOn(performance, 'now').mockImplementation(() => now);
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
			expect(ms).toBe(MINUTE);
			const alarm = new AbortController();
			rings.push(() => alarm.abort());
			return alarm.signal;
		});
	});
	afterEach(() => jest.restoreAllMocks());

	const minutes = async (count: number) => {
		await allEvents();
		for (let n = 0; n < count; n++) {
			now += MINUTE;
			for (const ring of rings.splice(0)) ring();
			await allEvents();
		}
	};

	test('one caller of each key says so, and says it again only when others have got on', async () => {
		const begun: string[] = [];
		const said: string[] = [];
		const [first, second] = ['first', 'second'].map((name) => workNamed(name, begun));
		const waiting = (queueKey: string) => ({ queueKey, onStanding: () => said.push(queueKey) });
		const all = [inTurn('slow', first.work), inTurn('slow', second.work)];
		const others = ['a', 'a', 'b'].map((key) =>
			inTurn('slow', async () => await Promise.resolve(key), waiting(key)),
		);
		await minutes(3);
		expect(said).toEqual(['a', 'b']);
		first.end();
		await allEvents();
		await minutes(1);
		expect(said).toEqual(['a', 'b', 'a', 'b']);
		second.end();
		await Promise.all([...all, ...others]);
	});

	test('the others wait so long, and their places are passed on', async () => {
		const begun: string[] = [];
		const { work, end } = workNamed('first', begun);
		const other = workNamed('other', begun);
		const first = inTurn('stuck', work);
		const limited = inTurn('stuck', other.work, { maxStandingMs: 30 * MINUTE });
		const patient = inTurn('stuck', async () => await Promise.resolve('last'));
		const refused = expect(limited).rejects.toMatchObject({
			message: 'Another item comes first, and has not ended for 30 minutes',
			description: expect.stringContaining('Nothing was sent'),
		});
		await minutes(30);
		await refused;
		end();
		expect([await first, await patient, begun]).toEqual(['first', 'last', ['first']]);
	});

	test('one that comes late does not wait as long again', async () => {
		const { work, end } = workNamed('first', []);
		const first = inTurn('late', work);
		await minutes(31);
		const late = inTurn('late', async () => await Promise.resolve('late'), {
			maxStandingMs: 30 * MINUTE,
		});
		await expect(late).rejects.toThrow('has not ended for 31 minutes');
		end();
		await first;
	});

	test('in a queue that was not used for long, nothing stands', async () => {
		await ownedBy('idle', 'one');
		now += 31 * MINUTE;
		const maxStandingMs = 30 * MINUTE;
		const both = ['first', 'second'].map(
			async (name) =>
				await inTurn('idle', async () => await Promise.resolve(name), { maxStandingMs }),
		);
		expect(await Promise.all(both)).toEqual(['first', 'second']);
	});

	test('that others get on makes the time begin anew', async () => {
		const begun: string[] = [];
		const heads = [1, 2, 3].map((n) => workNamed(`head ${n}`, begun));
		const all = heads.map(({ work }) => inTurn('moving', work));
		const limited = inTurn('moving', async () => await Promise.resolve('done'), {
			maxStandingMs: 30 * MINUTE,
		});
		for (const { end } of heads) {
			await minutes(29);
			end();
			await allEvents();
		}
		expect(await limited).toBe('done');
		await Promise.all(all);
	});
});

const ownedBy = async (key: string, id: string) =>
	await inTurn(key, async ({ owned }) => {
		const before = [...owned.keys()];
		owned.set(id, performance.now());
		return before;
	});

describe('what was created at a target', () => {
	let now = Math.ceil(performance.now());
	beforeEach(() => jest.spyOn(performance, 'now').mockImplementation(() => now));
	afterEach(() => jest.restoreAllMocks());

	test('is remembered for some minutes, also by those that come when the others have ended', async () => {
		expect(await Promise.all([ownedBy('x', 'a'), ownedBy('x', 'b')])).toEqual([[], ['a']]);
		now += REMEMBERED_MS;
		await ownedBy('elsewhere', 'b');
		expect(await ownedBy('x', 'c')).toEqual(['a', 'b']);
	});

	test('is forgotten after that', async () => {
		await ownedBy('y', 'a');
		now += REMEMBERED_MS + 1;
		await ownedBy('elsewhere', 'b');
		expect(await ownedBy('y', 'c')).toEqual([]);
	});

	test('is not forgotten while work is going on there', async () => {
		const { work, end } = workNamed('long', []);
		await ownedBy('z', 'a');
		const long = inTurn('z', work);
		const next = ownedBy('z', 'c');
		await allEvents();
		now += REMEMBERED_MS + 1;
		await ownedBy('elsewhere', 'b');
		const later = ownedBy('z', 'd');
		end();
		await long;
		expect(await next).toEqual(['a']);
		expect(await later).toEqual(['a', 'c']);
	});

	test('is forgotten where something is created every minute, too', async () => {
		for (let minute = 0; minute < 60; minute++) {
			expect(await ownedBy('busy', `of minute ${minute}`)).toHaveLength(Math.min(minute, 10));
			now += 60_000;
		}
	});

	test('is kept of thousands of targets, but not of all: the oldest go first', async () => {
		await ownedBy('first', 'a');
		for (let n = 0; n < 5_000; n++) await ownedBy(`target ${n}`, 'a');
		expect(await ownedBy('target 0', 'b')).toEqual(['a']);
		expect(await ownedBy('first', 'b')).toEqual([]);
		expect(await ownedBy('target 4999', 'b')).toEqual(['a']);
	});

	test('is not pushed out by targets at which nothing was created', async () => {
		// Those of the other tests are forgotten before it.
		now += REMEMBERED_MS + 1;
		await ownedBy('kept', 'a');
		for (let n = 0; n < 5_000; n++)
			await inTurn(`changed ${n}`, async () => await Promise.resolve());
		expect(await ownedBy('kept', 'b')).toEqual(['a']);
	});
});
