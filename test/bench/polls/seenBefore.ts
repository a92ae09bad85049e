import { createRequire } from 'node:module';
import { join } from 'node:path';

import { DataDeduplicationService } from 'n8n-core';
import type { IDataDeduplicator } from 'n8n-workflow';

/** A row of n8n's table of what was processed before. */
interface ProcessedData {
	workflowId: string;
	context: string;
	value: unknown;
}

/** What the n8n server hands to its Remove Duplicates node, with the table of its database in this process. */
export async function startSeenBefore(n8nFolder: string): Promise<void> {
	const fromN8n = createRequire(join(n8nFolder, 'package.json'));
	const server = createRequire(fromN8n.resolve('n8n/package.json'));
	const { Container } = server('@n8n/di') as { Container: { set(of: unknown, is: unknown): void } };
	const { ProcessedDataRepository } = server('@n8n/db') as { ProcessedDataRepository: unknown };
	const { getDataDeduplicationService } = server('./dist/deduplication/index.js') as {
		getDataDeduplicationService(): IDataDeduplicator;
	};
	Container.set(ProcessedDataRepository, table());
	await DataDeduplicationService.init(getDataDeduplicationService());
}

/** As much of the table as n8n's code asks for. */
function table() {
	const rows = new Map<string, string>();
	const keyOf = ({ workflowId, context }: Omit<ProcessedData, 'value'>) =>
		`${workflowId} ${context}`;
	const write = async (row: ProcessedData) => void rows.set(keyOf(row), JSON.stringify(row));
	return {
		findOne: async ({ where }: { where: ProcessedData }) => {
			const row = rows.get(keyOf(where));
			return row === undefined ? null : (JSON.parse(row) as ProcessedData);
		},
		insert: write,
		update: async (_where: unknown, row: ProcessedData) => await write(row),
	};
}
