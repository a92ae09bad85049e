import type { INodeProperties } from 'n8n-workflow';

/** A field whose value is chosen from a list, or given by its ID. */
interface ListOrId extends Pick<INodeProperties, 'displayName' | 'name' | 'description'> {
	/** What is selected, with its article. */
	one: string;
	searchListMethod: string;
	/** An ID. */
	example: string;
	/** The field that the list belongs to: what was chosen belongs to what was chosen there. */
	within?: string;
}

/** A resource locator with these two modes. */
export const listOrId = ({
	one,
	searchListMethod,
	example,
	within,
	...field
}: ListOrId): INodeProperties => ({
	...field,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	...(within !== undefined && { typeOptions: { loadOptionsDependsOn: [`${within}.value`] } }),
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: `Select ${one}...`,
			typeOptions: { searchListMethod, searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${example}` },
	],
});
