import { typeOf } from '../../nodes/shared/fileKind';

test.each([
	['video/mp4', 'video'],
	['audio/x-anything', 'audio'],
	['image/png', 'image'],
	['application/pdf', 'document'],
])('a type of media is believed, whatever the name: %s', (type, kind) => {
	expect(typeOf(type, ['a.txt'])).toEqual({ type, kind });
});

test('the parameters of a type, its case and white space say nothing', () => {
	expect(typeOf(' Video/MP4 ; codecs="avc1"', [])).toEqual({ type: 'video/mp4', kind: 'video' });
});

test.each([
	['avi', 'video/x-msvideo', 'video'],
	['flac', 'audio/flac', 'audio'],
	['jpeg', 'image/jpeg', 'image'],
	['jpg', 'image/jpeg', 'image'],
	['m4a', 'audio/mp4', 'audio'],
	['m4v', 'video/x-m4v', 'video'],
	['md', 'text/markdown', 'document'],
	['mkv', 'video/x-matroska', 'video'],
	['mov', 'video/quicktime', 'video'],
	['mp3', 'audio/mpeg', 'audio'],
	['mp4', 'video/mp4', 'video'],
	['mpeg', 'video/mpeg', 'video'],
	['mpg', 'video/mpeg', 'video'],
	['mts', 'video/mp2t', 'video'],
	['mxf', 'video/mxf', 'video'],
	['pdf', 'application/pdf', 'document'],
	['png', 'image/png', 'image'],
	['ts', 'video/mp2t', 'video'],
	['txt', 'text/plain', 'document'],
	['wav', 'audio/wav', 'audio'],
	['webm', 'video/webm', 'video'],
])('of a file without a type the ending decides: %s', (ending, type, kind) => {
	expect(typeOf('', [`a.b.${ending.toUpperCase()}`])).toEqual({ type, kind });
});

test.each(['binary/octet-stream', 'text/plain', 'x-video/mp4', 'video/', 'application/pdf+x', ''])(
	'a type that says nothing (%j) is not believed',
	(stated) => {
		expect(typeOf(stated, ['a.mov'])).toEqual({ type: 'video/quicktime', kind: 'video' });
	},
);

test('a type that only ends like one is not believed either', () => {
	expect(typeOf('x-application/pdf', ['a.mov'])?.type).toBe('video/quicktime');
});

test('the first of the names that has an ending counts', () => {
	expect(typeOf('', ['download', 'a.wav', 'b.mp4'])?.type).toBe('audio/wav');
});

test.each(['a.exe', 'mp4.', 'a', ''])('TwelveLabs takes no file named %j', (name) => {
	expect(typeOf('', [name])).toBeUndefined();
});
