import {
	ANALYSIS_TASK,
	ASSET,
	EMBEDDING_TASK,
	endsOf,
	INDEXED_ASSET,
	TRANSCRIPTION,
} from '../../nodes/shared/lifecycles';

test('an entry has ended when it has succeeded, and when it has not', () => {
	expect(endsOf(ANALYSIS_TASK)).toEqual(['ready', 'failed', 'canceled']);
});

test.each([
	['an asset', ASSET],
	['a transcription', TRANSCRIPTION],
	['an analysis task', ANALYSIS_TASK],
	['an embedding task', EMBEDDING_TASK],
	['an indexed asset', INDEXED_ASSET],
])('the reason of %s stands in its error, where there is one', (_what, { reasonOf }) => {
	expect(reasonOf({ error: { message: 'broken' } })).toBe('broken');
	expect(reasonOf({ error: {} })).toBeUndefined();
	expect(reasonOf({})).toBeUndefined();
});

test('that of an indexed asset may stand in a field of its own', () => {
	const error = { message: 'broken' };
	expect(INDEXED_ASSET.reasonOf({ error_reason: 'video_file_broken', error })).toBe(
		'video_file_broken',
	);
});
