import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { DEFAULT_BASE_URL } from '../api/client/baseUrl';
import { searchAnalysisTasks } from '../shared/locators/analysisTaskLocator';
import { searchAssets } from '../shared/locators/assetLocator';
import { searchEmbeddingTasks } from '../shared/locators/embeddingTaskLocator';
import { searchEntities } from '../shared/locators/entityLocator';
import { searchEntityCollections } from '../shared/locators/entityCollectionLocator';
import { searchImages } from '../shared/locators/imageLocator';
import { searchIndexedAssets } from '../shared/locators/indexedAssetLocator';
import { searchIndexes } from '../shared/locators/indexLocator';
import { propertiesOf } from './properties';
import { DEFAULT_RESOURCE, resources } from './resources';
import { customOperationsOf } from './run/customOperations';
import { subtitleOf } from './subtitle';

export class TwelveLabs implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TwelveLabs',
		name: 'twelveLabs',
		icon: {
			light: 'file:../../icons/twelvelabs.svg',
			dark: 'file:../../icons/twelvelabs.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description:
			'Upload, index, search, analyze and transcribe videos with TwelveLabs, and manage what your indexes hold',
		defaults: { name: 'TwelveLabs' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'twelveLabsApi', required: true }],
		// n8n lets a credential that is for 'Specific Domains' reach the host that its node names here. The transport takes the
		// address from the credential; as an expression here it would be evaluated twice for every item.
		requestDefaults: { baseURL: DEFAULT_BASE_URL },
		hints: [
			{
				message:
					'Wait for Completion keeps this workflow running for minutes to hours. For long videos, let a TwelveLabs Trigger start a second workflow when indexing has finished.',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition:
					'={{ $parameter["resource"] === "indexedAsset" && $parameter["operation"] === "create" && $parameter["options"]["waitForCompletion"] === true }}',
			},
			{
				message:
					'Wait for Completion keeps this workflow running until the task has ended. For long videos, leave it off, and read the result with Get later.',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition:
					'={{ ["analysis", "embedding"].includes($parameter["resource"]) && ["start", "segment", "get"].includes($parameter["operation"]) && $parameter["options"]["waitForCompletion"] === true }}',
			},
		],
		properties: propertiesOf(resources, DEFAULT_RESOURCE),
	};

	customOperations = customOperationsOf(resources);

	methods = {
		listSearch: {
			searchAnalysisTasks,
			searchAssets,
			searchEmbeddingTasks,
			searchEntities,
			searchEntityCollections,
			searchImages,
			searchIndexedAssets,
			searchIndexes,
		},
	};
}
