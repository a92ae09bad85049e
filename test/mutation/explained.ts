/** Why survivors are none that a test should notice. */
export const EXPLAINED: ReadonlyArray<{
	/** End of the path. */
	file: string;
	/** Parts of the lines that they stand in. */
	lines: string[];
	why: string;
}> = [];
