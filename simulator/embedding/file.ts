import { clipsOf, type Footage } from '../material/clips';
import { pagesOf } from '../material/pages';
import { MEGABYTE } from '../megabyte';
import { meaningOf, meaningOfBytes, mixed, type Meaning } from './meaning';

/** A file that is embedded, as far as the simulator can tell without its bytes. */
export interface EmbeddedFile extends Footage {
	fileType: string;
	bytes: number;
	/** Where its bytes were sent, in hexadecimal. */
	sha256?: string;
	/** What each page of a PDF says, or each sentence of a text. */
	pages?: readonly string[];
}

export const PDF = 'application/pdf';

export const isPdf = ({ fileType }: EmbeddedFile): boolean => fileType === PDF;

/** Whether it is a document of text alone. */
export const isText = ({ fileType }: EmbeddedFile): boolean => fileType.startsWith('text/');

/** How dense the pages of a PDF are, which both ways to embed limit. */
export function pagesPerMegabyte(file: EmbeddedFile, perPage = 1): number {
	return (pagesOf(file).length * perPage * MEGABYTE) / file.bytes;
}

/** What the whole file is about, in one meaning. */
export function meaningOfFile(file: EmbeddedFile, kind: string): Meaning {
	if (kind === 'document') return meaningOf(pagesOf(file).join(' '));
	if (kind === 'image') return meaningOfImage(file);
	const { sights, sounds, spoken } = wholeOf(file);
	const parts = kind === 'video' ? [sights, sounds, spoken] : [sounds, spoken];
	return mixed(parts.filter((text) => text !== '').map(meaningOf));
}

/** Its words, and the bytes where they were sent: without a name, the bytes alone. */
function meaningOfImage({
	filename,
	scenes = [],
	userMetadata = {},
	sha256,
}: EmbeddedFile): Meaning {
	const words = [filename, ...scenes, ...Object.values(userMetadata).map(String)].join(' ');
	return mixed([
		...(words === '' ? [] : [meaningOf(words)]),
		...(sha256 === undefined ? [] : [meaningOfBytes(sha256)]),
	]);
}

/** All of a video or an audio file as one clip. */
function wholeOf(file: EmbeddedFile) {
	const [whole] = clipsOf(file, { seconds: file.duration });
	return whole ?? { sights: file.filename, sounds: file.filename, spoken: '' };
}
