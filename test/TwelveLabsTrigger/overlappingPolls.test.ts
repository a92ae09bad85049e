import { changesOf } from '../../nodes/TwelveLabsTrigger/overlappingPolls';

test('a poll that a busy n8n gives a state from before a change notices that for half a minute', () => {
	const now = jest.spyOn(performance, 'now');
	now.mockReturnValue(1_000_000);
	changesOf('workflow:node').add(2);
	now.mockReturnValue(1_025_000);
	expect(changesOf('workflow:node').isOvertaken(1)).toBe(true);
	expect(changesOf('workflow:node').isOvertaken(2)).toBe(false);
	expect(changesOf('workflow:another').isOvertaken(1)).toBe(false);
	now.mockReturnValue(1_031_000);
	expect(changesOf('workflow:node').isOvertaken(1)).toBe(false);
	now.mockRestore();
});

describe('a change of another poll', () => {
	let now = 2_000_000;
	beforeEach(() => jest.spyOn(performance, 'now').mockImplementation(() => now));
	afterEach(() => jest.restoreAllMocks());

	test('counts where it was made after the poll began, or in the half minute before', () => {
		const early = changesOf('w:early');
		now += 60_000;
		changesOf('w:early').add(2);
		expect(early.isOvertaken(1)).toBe(true);
		now += 30_000;
		expect(changesOf('w:early').isOvertaken(1)).toBe(false);
		now -= 1;
		expect(changesOf('w:early').isOvertaken(1)).toBe(true);
	});

	test('is forgotten when no poll can be under way any more that began before it', () => {
		const long = changesOf('w:long');
		changesOf('w:long').add(2);
		now += 150_000;
		changesOf('w:other').add(1);
		expect(long.isOvertaken(1)).toBe(true);
		now += 1;
		changesOf('w:other').add(2);
		expect(long.isOvertaken(1)).toBe(false);
	});
});
