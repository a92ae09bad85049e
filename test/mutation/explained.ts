/** Why survivors are none that a test should notice. */
export const EXPLAINED: ReadonlyArray<{
	/** End of the path. */
	file: string;
	/** Parts of the lines that they stand in. */
	lines: string[];
	why: string;
}> = [
	{
		file: 'api/storage/putChunk.ts',
		lines: ['const etag = status < 300'],
		why: 'status 300 has ended the upload a line before, as a redirect',
	},
	{
		file: 'api/storage/errors.ts',
		lines: ['httpStatus < 300'],
		why: 'status 300 has ended the upload a line before, as a redirect',
	},
	{
		file: 'api/storage/outage.ts',
		lines: ['if (!isOfRequest(error)) return false;'],
		why: 'the compiler needs the line: an error of anything else has no facts, and comes to the same',
	},
	{
		file: 'api/storage/bufferPool.ts',
		lines: ['} catch {'],
		why: 'a function that ends without a value returns undefined, too',
	},
];
