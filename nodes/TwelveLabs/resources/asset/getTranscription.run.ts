import type { IDataObject } from 'n8n-workflow';

import { withoutInvisible } from '../../../api/plainText';
import { report } from '../../../api/client/progress';
import { readAsset } from '../../../shared/asset';
import { asChoice, valuesOf } from '../../../shared/parameters';
import type { Asset } from '../../../shared/types';
import { waitsOf } from '../../fields/wait';
import type { Item } from '../../run/item';
import { WithFile, type Output } from '../../run/outputItem';
import { cuesOf } from './subtitles/cues';
import { srt, vtt } from './subtitles/formats';
import { joined } from './subtitles/words';
import { readTranscript, type Segmentation } from './transcription';
import { FORMATS } from './getTranscriptionFields';

type Order = readonly [Segmentation, ...Segmentation[]];

/** The segmentation of each list, then those that come nearest to it. */
const LISTS: Readonly<Record<string, Order>> = {
	sentences: ['sentences', 'utterances', 'words'],
	utterances: ['utterances', 'sentences', 'words'],
	words: ['words', 'sentences', 'utterances'],
};

const SUBTITLES = {
	srt: { write: srt, type: 'application/x-subrip' },
	vtt: { write: vtt, type: 'text/vtt' },
};

export async function run(item: Item): Promise<Output[]> {
	const format = asChoice('Format', item.parameter('transcriptFormat'), valuesOf(FORMATS));
	const waits = waitsOf(item);
	const deadline = waits.forCompletion ? waits.begin() : undefined;

	if (format === 'text') {
		const { entries } = await readTranscript(item, LISTS.sentences, deadline);
		return [{ text: joined(entries.map(({ value }) => value)) }];
	}
	if (format === 'srt' || format === 'vtt') {
		const { write, type } = SUBTITLES[format];
		const { entries } = await readTranscript(item, LISTS.words, deadline);
		const text = write(cuesOf(entries.map(({ value, ...times }) => ({ ...times, text: value }))));
		const asset = await readAsset(item.connection, item.id('assetId'));
		return [new WithFile({ text }, { name: `${nameOf(asset)}.${format}`, type, text })];
	}
	const { segmentation, entries } = await readTranscript(item, LISTS[format], deadline);
	const isReplaced = segmentation !== format && entries.length > 0;
	if (isReplaced) reportReplaced(item, format, segmentation);
	return entries.map(
		({ start, end, value, speaker }): IDataObject => ({
			start,
			end,
			text: value,
			...(speaker !== undefined && { speaker }),
			...(isReplaced && { segmentation }),
		}),
	);
}

function reportReplaced(item: Item, wanted: string, given: string): void {
	const assetId = item.id('assetId');
	report(item.connection, `Asset ${assetId}: TwelveLabs gave no ${wanted}, these are ${given}`);
}

/** Characters that some file system does not have in a name. */
const FORBIDDEN = /[\p{Cc}<>:"/\\|?*]+/gu;

/** Some file systems allow 255 bytes, and a character takes up to four. */
const MAX_NAME_LENGTH = 60;

/** The name of an asset without its ending; its ID where that leaves nothing. */
function nameOf({ _id, filename = '' }: Asset): string {
	const name = withoutInvisible(filename).replace(/\.[^.]*$/, '');
	const characters = [...name.replace(FORBIDDEN, '_').trim()];
	return characters.slice(0, MAX_NAME_LENGTH).join('') || _id;
}
