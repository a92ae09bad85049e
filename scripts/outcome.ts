import type { IDataObject } from 'n8n-workflow';

import { outputOf } from './n8n/executions';
import type { Execution } from './n8n/clientTypes';
import type { Row } from './report';

/** What came of an example. */
export interface Outcome {
	ready: boolean;
	rows: Row[];
	indexedAssetId?: string;
	/** What went wrong in the workflow. */
	error?: string;
}

export const NOTHING = '-';

/** The JSON of the first item that a node put out. */
export const itemOf = (execution: Execution, node: string): IDataObject =>
	outputOf(execution, node)[0]?.json ?? {};

export const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' ? value : undefined;

/** How a workflow ended. */
export const workflowRow = (execution: Execution): Row => [
	'Workflow',
	`${execution.status} after ${runTime(execution)}`,
];

/** What a workflow says of the error that ended it. */
export function errorOf({ data }: Execution): string | undefined {
	const { error } = data.resultData;
	return error && [error.message, error.description].filter(Boolean).join('\n');
}

const runTime = ({ startedAt, stoppedAt }: Execution): string =>
	stoppedAt
		? `${((Date.parse(stoppedAt) - Date.parse(startedAt ?? '')) / 1_000).toFixed(1)} s`
		: 'an unknown time';
