import type { Resource } from './operation';

/** The expression of the node's subtitle: operation and resource, in the words of the panel. */
export function subtitleOf(resources: readonly Resource[]): string {
	// One flat object: two closing braces in a row would end the expression.
	const subtitles = Object.fromEntries(
		resources.flatMap(({ value: resource, name: label, operations }) =>
			operations.map(({ value, name }) => [`${resource} ${value}`, `${name}: ${label}`]),
		),
	);
	return `={{ (${JSON.stringify(subtitles)})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}
