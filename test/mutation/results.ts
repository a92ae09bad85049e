type Status = 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'Ignored' | 'RuntimeError';

interface Mutant {
	mutatorName: string;
	replacement?: string;
	status: Status;
	location: { start: { line: number } };
}

/** What Stryker keeps of a run, as far as it is read here. */
export interface StrykerResult {
	files: Record<string, { source: string; mutants: Mutant[] }>;
}

/** A mutant that no test has noticed. */
export interface Survivor {
	file: string;
	line: number;
	/** The line as it stands. */
	code: string;
	/** What stands there in the mutant. */
	replacement: string;
	isReached: boolean;
}

export interface Counts {
	killed: number;
	timeout: number;
	survived: number;
	notReached: number;
	leftOut: number;
}

/** What the last run of a part has found. */
export interface PartResult {
	date: string;
	/** Of the code that was mutated. */
	commit: string;
	counts: Counts;
	survivors: Survivor[];
}

export const isDetected = ({ status }: Mutant): boolean =>
	status !== 'Survived' && status !== 'NoCoverage';

/** A longer replacement is a block that was emptied, or shows nothing more. */
const MAX_SHOWN = 80;

export function summaryOf(
	{ files }: StrykerResult,
	{ date, commit }: Pick<PartResult, 'date' | 'commit'>,
): PartResult {
	const mutants = Object.values(files).flatMap((file) => file.mutants);
	const count = (status: Status) => mutants.filter((mutant) => mutant.status === status).length;
	const survivors = Object.entries(files).flatMap(([file, { source, mutants: ofFile }]) =>
		ofFile
			.filter((mutant) => !isDetected(mutant))
			.map(({ status, replacement = '', location: { start } }) => ({
				file,
				line: start.line,
				code: source.split('\n')[start.line - 1].trim(),
				replacement: replacement.replace(/\s+/g, ' ').slice(0, MAX_SHOWN),
				isReached: status === 'Survived',
			})),
	);
	return {
		date,
		commit,
		counts: {
			killed: count('Killed'),
			timeout: count('Timeout'),
			survived: count('Survived'),
			notReached: count('NoCoverage'),
			leftOut: count('Ignored'),
		},
		survivors,
	};
}

export const sumOf = (all: Counts[]): Counts =>
	all.reduce(
		(sum, one) => ({
			killed: sum.killed + one.killed,
			timeout: sum.timeout + one.timeout,
			survived: sum.survived + one.survived,
			notReached: sum.notReached + one.notReached,
			leftOut: sum.leftOut + one.leftOut,
		}),
		{ killed: 0, timeout: 0, survived: 0, notReached: 0, leftOut: 0 },
	);

/** What is detected, of all that could be: Stryker's own score, from 0 to 1. */
export function scoreOf({ killed, timeout, survived, notReached }: Counts): number {
	const detected = killed + timeout;
	return detected / Math.max(1, detected + survived + notReached);
}
