import type { INodeProperties } from 'n8n-workflow';

export const FORMATS = [
	{ name: 'Sentences', value: 'sentences', description: 'One item for each sentence' },
	{ name: 'SRT Subtitles', value: 'srt', description: 'One item with a SubRip file' },
	{ name: 'Text', value: 'text', description: 'One item with all of the text, without times' },
	{
		name: 'Utterances',
		value: 'utterances',
		description: 'One item for each turn of a speaker, with the speaker',
	},
	{ name: 'VTT Subtitles', value: 'vtt', description: 'One item with a WebVTT file' },
	{ name: 'Words', value: 'words', description: 'One item for each word' },
];

export const transcriptFormat: INodeProperties = {
	displayName: 'Format',
	name: 'transcriptFormat',
	type: 'options',
	options: FORMATS,
	default: 'sentences',
	description: 'What to make of what is spoken. Subtitles are cut between words.',
};
