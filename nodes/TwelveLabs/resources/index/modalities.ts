/** What a model of an index analyzes. */
export const MODALITIES = [
	{ name: 'Audio', value: 'audio' },
	{ name: 'Visual', value: 'visual' },
];
