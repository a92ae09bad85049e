import type { IDisplayOptions, NodeParameterValueType } from 'n8n-workflow';

/** What a release promises to the workflows that users have saved. Committed as `contract.json`. */
export interface Contract {
	/** The release whose contract this is. */
	version: string;
	/** Whether that release has been published. Before the first one nothing is promised. */
	published: boolean;
	nodes: NodeContract[];
	credentials: CredentialContract[];
	/** The fields of the items of each operation: by the preview's path, e.g. `TwelveLabs/v1.0.0/index/get`. */
	outputs: Record<string, Shape>;
}

export interface NodeContract {
	name: string;
	displayName: string;
	/** The node versions with these parameters. */
	versions: number[];
	/** Inputs and outputs, group, credentials, and what else connects the node, as JSON. */
	connections: Record<string, unknown>;
	parameters: Parameter[];
}

export interface CredentialContract {
	name: string;
	parameters: Parameter[];
}

/** A parameter as far as a saved workflow depends on it: no words of the panel, except those that help to name it. */
export interface Parameter {
	name: string;
	label: string;
	/** n8n's type; `[]` after it where the parameter holds several values. */
	type: string;
	default: NodeParameterValueType;
	required?: true;
	noDataExpression?: true;
	display?: IDisplayOptions;
	/** The modes of a resource locator. */
	modes?: string[];
	choices?: Choice[];
	/** The fields of a collection, or of the rows of a fixed collection. */
	fields?: Parameter[];
}

export interface Choice {
	label: string;
	value: string | number | boolean;
	display?: IDisplayOptions;
}

/** A JSON schema, as far as the previews use one. */
export interface Shape {
	type: string;
	properties?: Record<string, Shape>;
	items?: Shape;
}

/** A difference that is no addition: where it is, and what it takes away from saved workflows. */
export interface Difference {
	/** e.g. `TwelveLabs, Index: Create` */
	where: string;
	/** e.g. `the parameter indexName is gone` */
	what: string;
	/** What keeps saved workflows as they are. */
	instead: string;
}
