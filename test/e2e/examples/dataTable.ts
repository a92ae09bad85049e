import type { IDataObject } from 'n8n-workflow';

import type { N8nClient } from '../../../scripts/n8n/client';

/** A table of n8n's own. */
export class DataTable {
	private constructor(
		private readonly client: N8nClient,
		private readonly path: string,
	) {}

	/** @param columns their names; all of them hold text */
	static async create(
		client: N8nClient,
		name: string,
		columns: readonly string[],
	): Promise<DataTable> {
		const project = await client.rest<{ id: string }>('GET', 'projects/personal');
		const tables = `projects/${project.id}/data-tables`;
		const { id } = await client.rest<{ id: string }>('POST', tables, {
			name,
			columns: columns.map((column) => ({ name: column, type: 'string' })),
		});
		return new DataTable(client, `${tables}/${id}`);
	}

	async add(rows: IDataObject[]): Promise<void> {
		await this.client.rest('POST', `${this.path}/insert`, { data: rows });
	}

	/** Changes the rows in which a column has this value. */
	async update(column: string, value: string, data: IDataObject): Promise<void> {
		const filters = [{ columnName: column, condition: 'eq', value }];
		const filter = { type: 'and', filters };
		await this.client.rest('PATCH', `${this.path}/rows`, { filter, data });
	}

	/** In the order in which they were added. */
	async rows(): Promise<IDataObject[]> {
		const { data } = await this.client.rest<{ data: IDataObject[] }>(
			'GET',
			`${this.path}/rows?sortBy=id:asc`,
		);
		return data;
	}
}
