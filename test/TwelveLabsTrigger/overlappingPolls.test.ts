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
