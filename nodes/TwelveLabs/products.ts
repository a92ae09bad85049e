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

/** The operations of each resource, by their stored values. */
export type Panel = ReadonlyMap<string, readonly string[]>;

/**
 * Few products of resources and operations that hold these places and no others. A pair that no resource has, such as the
 * search by text of assets, harms none.
 */
export function productsOf(panel: Panel, places: readonly PanelPlace[]): Product[] {
	const own = operationsOf(places);
	const isOther = (resource: string, operation: string) =>
		panel.get(resource)?.includes(operation) === true &&
		own.get(resource)?.includes(operation) !== true;
	const isClean = ({ resources, operations }: Product) =>
		!resources.some((resource) => operations.some((operation) => isOther(resource, operation)));
	const products: Product[] = [];
	for (const one of byResource(own)) {
		const at = products.findIndex((product) => isClean(joined(product, one)));
		if (at === -1) products.push(one);
		else products[at] = joined(products[at], one);
	}
	return products;
}

const joined = (a: Product, b: Product): Product => ({
	resources: [...new Set([...a.resources, ...b.resources])],
	operations: [...new Set([...a.operations, ...b.operations])],
});

function operationsOf(places: readonly PanelPlace[]): Panel {
	const operations = new Map<string, string[]>();
	for (const { resource, operation } of places) {
		operations.set(resource, [...(operations.get(resource) ?? []), operation]);
	}
	return operations;
}

/** One product for each resource, those with the same operations one after the other. */
function byResource(own: Panel): Product[] {
	const products = new Map<string, Product[]>();
	for (const [resource, operations] of own) {
		const key = [...operations].sort().join(' ');
		products.set(key, [
			...(products.get(key) ?? []),
			{ resources: [resource], operations: [...operations] },
		]);
	}
	return [...products.values()].flat();
}
