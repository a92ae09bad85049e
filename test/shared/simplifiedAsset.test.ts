import { simplifiedAsset } from '../../nodes/shared/simplifiedAsset';

test('an asset is simplified to flat fields, each where it has it', () => {
	const flat = {
		_id: 'a1',
		filename: 'talk.mp4',
		status: 'failed',
		file_type: 'video/mp4',
		duration: 7,
		size: 1_000,
		created_at: '2026-11-24T12:00:00Z',
	};
	const nested = {
		hls: { manifest_url: 'https://example.com/a.m3u8' },
		thumbnail: { representative_url: 'https://example.com/a.jpg' },
		error: { message: 'broken' },
	};
	expect(simplifiedAsset({ ...flat, ...nested, method: 'url' })).toEqual({
		...flat,
		hls_url: 'https://example.com/a.m3u8',
		thumbnail_url: 'https://example.com/a.jpg',
		error: 'broken',
	});
	expect(simplifiedAsset(flat)).toEqual(flat);
});
