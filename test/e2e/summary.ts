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

/** Every part with its result and the reason for it, as a table. */
export const summary = (): string =>
	table(
		results.map(({ part, result, remark }) => [part, `${result}: ${remark}`]),
		['Part', 'Result'],
	);
