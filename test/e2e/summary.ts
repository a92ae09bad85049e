import { table } from '../../scripts/report';

/** What came of a part. */
export interface PartResult {
	part: string;
	result: 'passed' | 'failed' | 'skipped';
	/** Figures, or the reason. */
	remark: string;
}

const results: PartResult[] = [];

export const note = (result: PartResult): void => void results.push(result);

const NOT_REACHED: Omit<PartResult, 'part'> = {
	result: 'skipped',
	remark: 'the run ended before it, see above',
};

/** Every part with its result and the reason for it, as a table. */
export const summary = (parts: string[]): string =>
	table(
		parts.map((part) => {
			const { result, remark } = results.find((noted) => noted.part === part) ?? NOT_REACHED;
			return [part, `${result}: ${remark}`];
		}),
		['Part', 'Result'],
	);
