import type { ListedEntry } from '../../../nodes/shared/locators/listed';
import { labelsOf } from '../../../nodes/shared/locators/label';

const labelOf = (entry: ListedEntry, zone: string) => labelsOf([entry], zone)[0];

const ENTRY = {
	id: 'x1',
	name: 'recording.mp4',
	status: 'ready',
	duration: 185.4,
	createdAt: '2026-11-24T08:15:00.000Z',
};

test('date and duration stand beside the name, in the zone of the workflow', () => {
	expect(labelOf(ENTRY, 'Europe/Berlin')).toBe('recording.mp4 · 2026-11-24 09:15 · 3:05');
	expect(labelOf({ ...ENTRY, duration: 3723 }, 'UTC')).toBe(
		'recording.mp4 · 2026-11-24 08:15 · 1:02:03',
	);
});

test('the status is said where it is not the usual one', () => {
	expect(labelOf({ ...ENTRY, status: 'indexing' }, 'UTC')).toMatch(
		/^recording\.mp4 \(indexing\) · /,
	);
});

test('what TwelveLabs does not say is left out', () => {
	expect(labelOf({ id: 'x1' }, 'UTC')).toBe('x1');
	const odd = { id: 'x1', name: '', duration: 0, createdAt: 'soon', status: undefined };
	expect(labelOf(odd, 'UTC')).toBe('x1');
	const none = { id: 'x1', name: null, duration: null, createdAt: null, status: null };
	expect(labelOf(none as never, 'UTC')).toBe('x1');
});

test.each(['', 'Mars/Olympus', 'DEFAULT'])('a zone %j that does not exist is UTC', (zone) => {
	expect(labelOf(ENTRY, zone)).toBe('recording.mp4 · 2026-11-24 08:15 · 3:05');
});

test('labels that are the same have the end of the ID, in one page of a list', () => {
	const entries = ['69a1c7d4f2b84d3c9e7a1b31', '69a1c7d4f2b84d3c9e7a1b32'].map((id) => ({
		...ENTRY,
		id,
	}));
	expect(labelsOf([...entries, { ...ENTRY, duration: 9 }], 'UTC')).toEqual([
		'recording.mp4 · 2026-11-24 08:15 · 3:05 · …7a1b31',
		'recording.mp4 · 2026-11-24 08:15 · 3:05 · …7a1b32',
		'recording.mp4 · 2026-11-24 08:15 · 0:09',
	]);
});
