import type { IDisplayOptions, NodeParameterValueType } from 'n8n-workflow';

/** What a release promises to the workflows that users have saved. Committed as `contract.json`. */
export interface Contract {
	/** The version whose contract this is. */
	version: string;
	/** Whether the changelog has a date for that version. Without one it is a draft, which promises nothing. */
	dated: boolean;
	requires: Requirements;
	nodes: NodeContract[];
	credentials: CredentialContract[];
	/**
	 * The fields of the items of each operation, by the preview's path, e.g. `TwelveLabs/v1.0.0/index/get`; and those of each
	 * event of the trigger, e.g. `TwelveLabsTrigger/indexedAsset/ready/simplified`.
	 */
	outputs: Record<string, Shape>;
	/** Fields that `details` of an item on the error output can have. */
	errorDetails: string[];
}

/** The contract of what was built, whether or not its version has a date. */
export type BuiltContract = Omit<Contract, 'dated'>;

/** What an installation needs, as package.json has it. */
export interface Requirements {
	/** Ranges of versions, e.g. `>=2.37.0`. */
	n8n: string;
	node: string;
	n8nNodesApiVersion: number;
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
	modes?: Mode[];
	limits?: Limits;
	choices?: Choice[];
	/** The fields of a collection, or of the rows of a fixed collection. */
	fields?: Parameter[];
}

export interface Mode {
	name: string;
	/** Regular expressions that n8n checks a value by. */
	validation?: string[];
	/** The regular expression that takes the ID out of a value. */
	extract?: string;
}

/** What a number can be; no limit where a field is left out. */
export interface Limits {
	min?: number;
	max?: number;
	/** Decimal places. */
	precision?: number;
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
