import type { Resource } from './operation';

/** An operation with its resource, by their stored values. */
export interface PanelPlace {
	resource: string;
	operation: string;
}

/** Every pair of one of the resources and one of the operations. */
interface Product {
	resources: string[];
	operations: string[];
}

/**
 * Few products of resources and operations that hold these places and no others. A pair that no resource has, such as the
 * search by text of assets, harms none.
 */
export function productsOf(resources: readonly Resource[], places: PanelPlace[]): Product[] {
	const others = new Set(
		resources.flatMap(({ value, operations }) =>
			operations.map((operation) => keyOf(value, operation.value)),
		),
	);
	for (const { resource, operation } of places) others.delete(keyOf(resource, operation));
	const isClean = (product: Product) =>
		product.resources.every((resource) =>
			product.operations.every((operation) => !others.has(keyOf(resource, operation))),
		);
	const products: Product[] = [];
	for (const one of byResource(places)) {
		const at = products.findIndex((product) => isClean(joined(product, one)));
		if (at === -1) products.push(one);
		else products[at] = joined(products[at], one);
	}
	return products;
}

const keyOf = (resource: string, operation: string): string => `${resource}.${operation}`;

const joined = (a: Product, b: Product): Product => ({
	resources: [...new Set([...a.resources, ...b.resources])],
	operations: [...new Set([...a.operations, ...b.operations])],
});

/** One product for each resource, those with the same operations one after the other. */
function byResource(places: PanelPlace[]): Product[] {
	const operationsOf = new Map<string, string[]>();
	for (const { resource, operation } of places) {
		operationsOf.set(resource, [...(operationsOf.get(resource) ?? []), operation]);
	}
	const products = new Map<string, Product[]>();
	for (const [resource, operations] of operationsOf) {
		const key = [...operations].sort().join(' ');
		products.set(key, [...(products.get(key) ?? []), { resources: [resource], operations }]);
	}
	return [...products.values()].flat();
}
