/** How TwelveLabs writes a time in a video. */
export const TIME_FORMATS = [
	{ name: 'Seconds', value: 'seconds', description: 'A number, such as 83.5' },
	{ name: 'HH:MM:SS', value: 'hh:mm:ss', description: 'Text, such as 00:01:24' },
	{ name: 'HH:MM:SS.FFF', value: 'hh:mm:ss.fff', description: 'Text, such as 00:01:23.500' },
];
