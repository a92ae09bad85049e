import type { INodeProperties } from 'n8n-workflow';

export const EMBEDDING_OPTIONS = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Transcription', value: 'transcription' },
	{ name: 'Visual', value: 'visual' },
];

/** Inside Options. */
export const embeddingOptions: INodeProperties = {
	displayName: 'Embeddings',
	name: 'embeddingOptions',
	type: 'multiOptions',
	options: EMBEDDING_OPTIONS,
	default: [],
	description:
		'Which embeddings to include. They are large: thousands of numbers for each minute of video.',
};
