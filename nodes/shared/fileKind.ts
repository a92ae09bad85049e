/** What TwelveLabs distinguishes files by. */
export type Kind = 'video' | 'audio' | 'image' | 'document';

/** MIME types by the ending of a name: of what n8n gives no useful type for. */
const TYPES: ReadonlyMap<string, string> = new Map([
	['avi', 'video/x-msvideo'],
	['flac', 'audio/flac'],
	['jpeg', 'image/jpeg'],
	['jpg', 'image/jpeg'],
	['m4a', 'audio/mp4'],
	['m4v', 'video/x-m4v'],
	['md', 'text/markdown'],
	['mkv', 'video/x-matroska'],
	['mov', 'video/quicktime'],
	['mp3', 'audio/mpeg'],
	['mp4', 'video/mp4'],
	['mpeg', 'video/mpeg'],
	['mpg', 'video/mpeg'],
	['mts', 'video/mp2t'],
	['mxf', 'video/mxf'],
	['pdf', 'application/pdf'],
	['png', 'image/png'],
	['ts', 'video/mp2t'],
	['txt', 'text/plain'],
	['wav', 'audio/wav'],
	['webm', 'video/webm'],
]);

const DOCUMENTS = ['application/pdf', 'text/plain', 'text/markdown'];

/**
 * The type that a file is sent as. What stores and servers call an unknown file differs (`binary/octet-stream`, and
 * `text/plain` of n8n itself), so only a type of media is believed, and else the ending of a name decides.
 * @param names of the file, the first one that has an ending counts
 * @returns undefined where TwelveLabs takes no such file
 */
export function typeOf(
	stated: string,
	names: readonly string[],
): { type: string; kind: Kind } | undefined {
	const [plain] = stated.toLowerCase().split(';', 1);
	const type = isMedia(plain.trim())
		? plain.trim()
		: names.map(typeByName).find((byName) => byName !== undefined);
	if (type === undefined) return undefined;
	const [family] = type.split('/');
	if (family === 'video' || family === 'audio' || family === 'image') return { type, kind: family };
	return DOCUMENTS.includes(type) ? { type, kind: 'document' } : undefined;
}

const isMedia = (type: string): boolean =>
	/^(?:video|audio|image)\/.|^application\/pdf$/.test(type);

const typeByName = (name: string): string | undefined =>
	TYPES.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
