import { requireThat } from '../errors';
import { decodedText } from '../query';
import { likeness } from './likeness';

/** Where a video, an image or a document comes from: exactly one of the three. */
export interface MediaPlace {
	url?: string;
	asset_id?: string;
	base64_string?: string;
}

/** Files that the simulator never sees are this long, by chance, but always the same. */
const UNSEEN_SECONDS = { least: 60, spread: 540 };

const BASE64_CHARACTERS = 4;
const BASE64_BYTES = 3;

export function requireOnePlace({ url, asset_id: asset, base64_string: bytes }: MediaPlace): void {
	const places = [url, asset, bytes].filter((place) => place !== undefined).length;
	requireThat(places === 1, 'a media source has one of url, asset_id, base64_string');
}

/** How many bytes a file in base64 has. */
export function decodedBytes({ base64_string: text = '' }: MediaPlace): number {
	return (text.length * BASE64_BYTES) / BASE64_CHARACTERS;
}

/** The name at the end of an address. */
export const nameIn = (url: string): string =>
	decodedText(new URL(url).pathname.split('/').pop() ?? '') || url;

/** How long a file is that is given by URL or by its bytes, in seconds. */
export function unseenSeconds({ url, base64_string: bytes = '' }: MediaPlace): number {
	return UNSEEN_SECONDS.least + Math.floor(likeness(url ?? bytes) * UNSEEN_SECONDS.spread);
}
