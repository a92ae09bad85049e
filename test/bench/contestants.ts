import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { byId, type RunOptions } from '../engine/harness';
import { n8nNode } from './n8nNode';

export const NAMES = [
	'Index Asset',
	'Index Asset, an expression in Options',
	'HTTP Request',
] as const;

export type ContestantName = (typeof NAMES)[number];

/** A way to index the assets of some items. */
export interface Contestant {
	name: ContestantName;
	/** What the engine runs, with the API at `baseUrl`. */
	runOptions(baseUrl: string, indexId?: string): Pick<RunOptions, 'parameters' | 'otherNode'>;
}

const INDEX_ID = '69a1c5e0f2b84d3c9e7a1b20';
/** The newest of n8n 2.41. */
export const HTTP_REQUEST_VERSION = 4.5;

const METADATA = { category: 'keynote', year: 2026, public: true };

/** The assets to index, each with an ID as TwelveLabs makes them. */
export const assetItems = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({
		json: { assetId: (0x69a1c7d4n * 2n ** 64n + BigInt(index)).toString(16) },
	}));

/** The body that either contestant has to send for an item. */
export const expectedBody = ({ json }: INodeExecutionData): string =>
	JSON.stringify({
		asset_id: json.assetId,
		enable_video_stream: true,
		user_metadata: METADATA,
	});

/** Index Asset of our node. */
export const indexAsset = ourNode('Index Asset', {});

/** The same, with an option that each item evaluates anew. */
const withExpression = ourNode('Index Asset, an expression in Options', {
	maxRateLimitWait: '={{ $itemIndex >= 0 ? 90 : 0 }}',
});

function ourNode(name: ContestantName, options: INodeParameters): Contestant {
	const runOptions = (_baseUrl: string, indexId = INDEX_ID) => ({
		parameters: {
			resource: 'indexedAsset',
			operation: 'create',
			indexId: byId(indexId),
			assetId: byId('={{ $json.assetId }}'),
			enableVideoStream: true,
			metadataMode: 'fields',
			userMetadata: {
				fields: Object.entries(METADATA).map(([key, value]) => ({
					key,
					type: typeOf(value),
					value,
				})),
			},
			options,
		},
	});
	return { name, runOptions };
}

const typeOf = (value: unknown) => (typeof value === 'number' ? 'integer' : typeof value);

/**
 * n8n's own HTTP Request node, set up as its users do it: the body as JSON text with an expression in it, the credential
 * as a predefined type.
 * @param n8nFolder an installed n8n, which has the node's class
 */
export function httpRequest(n8nFolder: string): Contestant {
	const otherNode = n8nNode(n8nFolder, 'HttpRequest/HttpRequest', HTTP_REQUEST_VERSION);
	const body = {
		asset_id: '{{ $json.assetId }}',
		enable_video_stream: true,
		user_metadata: METADATA,
	};
	return {
		name: 'HTTP Request',
		runOptions: (baseUrl, indexId = INDEX_ID) => ({
			otherNode,
			parameters: {
				method: 'POST',
				url: `${baseUrl}/indexes/${indexId}/indexed-assets`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'twelveLabsApi',
				sendBody: true,
				specifyBody: 'json',
				jsonBody: `=${JSON.stringify(body, undefined, 2)}`,
				options: {},
			},
		}),
	};
}

/** The node under test, and the one that it is compared with. */
export const contestants = (n8nFolder: string): Contestant[] => [
	indexAsset,
	withExpression,
	httpRequest(n8nFolder),
];
