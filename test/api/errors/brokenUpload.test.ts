import { explainBrokenUpload, nothingDone } from '../../../nodes/api/errors/brokenUpload';
import { BrokenUpload } from '../../../nodes/api/errors/networkError';

const MEGABYTE = 1024 * 1024;

const explained = (code: string, category: 'upload' | 'search') =>
	explainBrokenUpload(
		new BrokenUpload(code, { name: 'talk.mp4', bytes: 20 * MEGABYTE, sent: 5 * MEGABYTE }),
		{ host: 'api.example.test', category },
	);

test('what was not done is a search, or an upload', () => {
	expect(nothingDone('search')).toBe('Nothing was searched.');
	expect(nothingDone('upload')).toBe('Nothing was uploaded.');
});

test('a file that was cut off says how far it came', () => {
	expect(explained('ECONNRESET', 'upload')).toEqual({
		message: 'The upload of talk.mp4 was cut after 5 of 20 MB',
		next: expect.stringMatching(/^Nothing was uploaded\..*api\.example\.test/),
	});
	expect(explained('ECONNRESET', 'search')).toEqual({
		message: 'The search with talk.mp4 was cut after 5 of 20 MB',
		next: expect.stringMatching(/^Nothing was searched\./),
	});
});

test('one that stood still names the setting that says how long it may', () => {
	expect(explained('ETIMEDOUT', 'upload')).toEqual({
		message: 'The upload of talk.mp4 stood still after 5 of 20 MB',
		next: expect.stringMatching(/^Nothing was uploaded\..*Timeout under Settings/),
	});
});
