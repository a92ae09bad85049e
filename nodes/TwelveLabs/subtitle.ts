import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const labelsOf = ({ options = [] }: INodeProperties): Map<string, string> =>
	new Map(
		(options as INodePropertyOptions[]).map(({ name, value }) => [String(value), String(name)]),
	);

/**
 * The expression of a node's subtitle: operation and resource, in the words of the panel.
 * @param operations the Operation field of each resource
 */
export function subtitleOf(resource: INodeProperties, operations: INodeProperties[]): string {
	const subtitles: Record<string, string> = {};
	for (const [value, label] of labelsOf(resource)) {
		for (const field of operations) {
			if (!field.displayOptions?.show?.resource?.includes(value)) continue;
			for (const [operation, name] of labelsOf(field)) {
				subtitles[`${value} ${operation}`] = `${name}: ${label}`;
			}
		}
	}
	// One flat object: two closing braces in a row would end the expression.
	return `={{ (${JSON.stringify(subtitles)})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}
