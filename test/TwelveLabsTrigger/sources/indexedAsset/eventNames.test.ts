import {
	hasMetadata,
	isWanted,
} from '../../../../nodes/TwelveLabsTrigger/sources/indexedAsset/event';

const wish = (filename: string) => ({ events: ['ready'], filename, userMetadata: {} });
const named = (filename: string) => ({
	_id: '6720a1b2c3d4e5f600000001',
	status: 'ready' as const,
	system_metadata: { filename },
});

test.each([
	['a name that macOS wrote', 'Cafe\u0301 tour.mp4', 'caf\u00e9'],
	['a name with a space that does not break', 'Screenshot 5.25\u202fPM.mp4', '5.25 pm'],
	[
		'a filter that was pasted with characters that show nothing',
		'keynote.mp4',
		'\u200bkeynote\u2060',
	],
])('Filename Contains finds %s', (_, filename, wanted) => {
	expect(isWanted(named(filename), wish(wanted))).toBe(true);
});

test('User Metadata finds a text that is written in another way', () => {
	const entry = { ...named('a.mp4'), user_metadata: { 'Cafe\u0301': 'na\u00efve' } };
	expect(hasMetadata(entry, { 'Caf\u00e9': 'nai\u0308ve' })).toBe(true);
	expect(hasMetadata(entry, { 'Caf\u00e9': 'naive' })).toBe(false);
});
