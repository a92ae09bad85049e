import { readFile, writeFile } from 'node:fs/promises';

/** What Linux writes there sets the peak of a process back to what is resident now. */
const RESET_PEAK = '5';

/** Resident memory of a process, in bytes: seen from outside, so that no sampling runs in what is measured. */
export interface Resident {
	now: number;
	/** The most since the process began, or since `resetPeak`. */
	peak: number;
}

export async function resident(pid: number): Promise<Resident> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const bytes = (name: string) =>
		Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1_024;
	return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

export const resetPeak = async (pid: number): Promise<void> =>
	await writeFile(`/proc/${pid}/clear_refs`, RESET_PEAK);
