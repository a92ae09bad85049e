import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { DEMO } from '../simulator/demo';
import type { Credential, WorkflowDraft } from './n8n/clientTypes';
import { NODE_TYPES, TOOL_TYPE } from './names';

/** `examples/index-an-asset.json` and the names of its nodes. */
export const EXAMPLE = {
	file: 'index-an-asset.json',
	trigger: "When clicking 'Execute workflow'",
	indexAsset: 'Index Asset',
	getIndexedAsset: 'Get Indexed Asset',
} as const;

/** `examples/when-indexing-has-finished.json` and the name of its trigger. */
export const WATCH_EXAMPLE = {
	file: 'when-indexing-has-finished.json',
	trigger: 'TwelveLabs Trigger',
} as const;

/** `examples/upload-and-index.json` and the names of its nodes. */
export const UPLOAD_EXAMPLE = {
	file: 'upload-and-index.json',
	form: 'Upload Form',
	upload: 'Upload',
	indexAsset: 'Index Asset',
} as const;

/** `examples/transcript-to-subtitles.json` and the names of its nodes. */
export const SUBTITLES_EXAMPLE = {
	file: 'transcript-to-subtitles.json',
	trigger: "When clicking 'Execute workflow'",
	getSubtitles: 'Get Subtitles',
} as const;

/** `examples/find-the-scene.json` and the names of its nodes. */
export const SCENE_EXAMPLE = {
	file: 'find-the-scene.json',
	chat: 'When chat message received',
	search: 'Search by Text',
} as const;

/** `examples/segments-to-highlights.json` and the names of its nodes. */
export const HIGHLIGHTS_EXAMPLE = {
	file: 'segments-to-highlights.json',
	trigger: "When clicking 'Execute workflow'",
	getAsset: 'Get Asset',
	segment: 'Segment Video',
	list: 'Highlights List',
	failures: 'Report the Reason',
} as const;

/** `examples/compliance-check.json` and the names of its nodes. */
export const COMPLIANCE_EXAMPLE = {
	file: 'compliance-check.json',
	trigger: "When clicking 'Execute workflow'",
	segment: 'Segment Video',
	review: 'Send for Review',
	log: 'Keep in the Log',
} as const;

/** `examples/ask-my-video-library.json` and the names of its nodes. */
export const ASK_EXAMPLE = {
	file: 'ask-my-video-library.json',
	trigger: 'When chat message received',
	search: 'Search Videos',
	analyze: 'Analyze Video',
} as const;

/** `examples/chapters-and-summary.json` and the names of its nodes. */
export const CHAPTERS_EXAMPLE = {
	file: 'chapters-and-summary.json',
	trigger: 'TwelveLabs Trigger',
	analyze: 'Start Analysis',
	summary: 'Store the Summary',
	chapters: 'Store the Chapters',
	failures: 'Report the Reason',
} as const;

/** `examples/when-an-analysis-has-finished.json` and the names of its nodes. */
export const ANALYSIS_EXAMPLE = {
	file: 'when-an-analysis-has-finished.json',
	trigger: 'TwelveLabs Trigger',
	answers: 'Use the Answer',
	failures: 'Report the Reason',
} as const;

/** `examples/expiring-and-failed.json` and the names of its nodes. */
export const REPORT_EXAMPLE = {
	file: 'expiring-and-failed.json',
	trigger: 'Every Monday',
	report: 'Send the Report',
} as const;

/** `examples/analyze-rows.json`, the names of its nodes, and the table that it needs. */
export const ROWS_EXAMPLE = {
	file: 'analyze-rows.json',
	trigger: "When clicking 'Execute workflow'",
	getAnswer: 'Get Answer',
	failures: 'Report the Reason',
	table: { name: 'Video Questions', columns: ['asset_id', 'question', 'answer'] },
} as const;

/** `examples/roster-to-entities.json`, the names of its nodes, and the table that it needs. */
export const ROSTER_EXAMPLE = {
	file: 'roster-to-entities.json',
	trigger: "When clicking 'Execute workflow'",
	create: 'Create Entity',
	failures: 'Report the Reason',
	table: { name: 'Roster', columns: ['name', 'photo_url', 'entity_id'] },
} as const;

/** `examples/who-appeared.json` and the names of its nodes. */
export const WHO_EXAMPLE = {
	file: 'who-appeared.json',
	trigger: 'Every Morning',
	videos: 'Videos of Two Days',
	people: 'People',
	search: 'Find the Person',
	message: 'Send the Message',
} as const;

/** `examples/scenes-into-a-vector-store.json` and the names of its nodes. */
export const STORE_SCENES_EXAMPLE = {
	file: 'scenes-into-a-vector-store.json',
	trigger: "When clicking 'Execute workflow'",
	getAsset: 'Get Asset',
	store: 'Vector Store',
} as const;

/** `examples/similar-scenes-by-text.json` and the names of its nodes. */
export const SIMILAR_SCENES_EXAMPLE = {
	file: 'similar-scenes-by-text.json',
	chat: 'When chat message received',
	scenes: 'Scenes',
} as const;

/** A video of six seconds, with a tone, for the example that uploads; `examples/media/README.md` says how it was made. */
export const VIDEO = {
	name: 'moving-shapes.mp4',
	file: 'examples/media/moving-shapes.mp4',
	type: 'video/mp4',
} as const;

/** The index and the asset that an example is to work on. The files name none: IDs differ from account to account. */
export interface Subject {
	indexId: string;
	assetId: string;
}

/** In the simulator's demonstration data: an empty index, and an asset that is ready. */
export const DEMO_SUBJECT: Subject = {
	indexId: DEMO.indexes.productDemos,
	assetId: DEMO.assets.onboarding,
};

export const readExample = async (repository: string, file: string): Promise<WorkflowDraft> =>
	JSON.parse(await readFile(join(repository, 'examples', file), 'utf8')) as WorkflowDraft;

/** Gives our nodes in a workflow their credential: files hold none, since its id is another one in every n8n. */
export const withCredential = (
	workflow: WorkflowDraft,
	{ id, name, type }: Credential,
): WorkflowDraft => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		[...NODE_TYPES, TOOL_TYPE].includes(node.type)
			? { ...node, credentials: { [type]: { id, name } } }
			: node,
	),
});

/** Chooses index and asset in the example that indexes. */
export const withSubject = (
	workflow: WorkflowDraft,
	{ indexId, assetId }: Subject,
): WorkflowDraft =>
	withParameters(workflow, EXAMPLE.indexAsset, { indexId: byId(indexId), assetId: byId(assetId) });

/** Chooses the index in the example that uploads. */
export const withIndex = (workflow: WorkflowDraft, indexId: string): WorkflowDraft =>
	withParameters(workflow, UPLOAD_EXAMPLE.indexAsset, { indexId: byId(indexId) });

/** Chooses the asset in the example that makes subtitles. */
export const withAsset = (workflow: WorkflowDraft, assetId: string): WorkflowDraft =>
	withParameters(workflow, SUBTITLES_EXAMPLE.getSubtitles, { assetId: byId(assetId) });

/** Chooses the index in the example that searches, and opens its chat to everyone. */
export const withOpenChat = (workflow: WorkflowDraft, indexId: string): WorkflowDraft =>
	withParameters(
		withParameters(workflow, SCENE_EXAMPLE.search, { indexId: byId(indexId) }),
		SCENE_EXAMPLE.chat,
		{ public: true },
	);

/** Chooses the index in the example that answers questions. */
export const withLibrary = (workflow: WorkflowDraft, indexId: string): WorkflowDraft =>
	withParameters(workflow, ASK_EXAMPLE.search, { indexId: byId(indexId) });

/** How often the trigger of the demonstration polls, in seconds. n8n lets people choose a minute or more. */
export const POLL_SECONDS = 5;

/**
 * Makes a trigger poll every few seconds: one poll time for each, since n8n refuses an expression that comes several times a
 * minute.
 */
export function pollingOften(workflow: WorkflowDraft, trigger: string): WorkflowDraft {
	const item = Array.from({ length: 60 / POLL_SECONDS }, (_, n) => ({
		mode: 'custom',
		cronExpression: `${n * POLL_SECONDS} * * * * *`,
	}));
	return withParameters(workflow, trigger, { pollTimes: { item } });
}

/** Makes the second example watch an index, and poll every few seconds. */
export const watching = (workflow: WorkflowDraft, indexId: string): WorkflowDraft =>
	withParameters(pollingOften(workflow, WATCH_EXAMPLE.trigger), WATCH_EXAMPLE.trigger, {
		indexId: byId(indexId),
	});

/** The value of a resource locator that is given as an ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A workflow in which parameters of one node have these values. */
export const withParameters = (
	workflow: WorkflowDraft,
	nodeName: string,
	parameters: INodeParameters,
): WorkflowDraft => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.name === nodeName ? { ...node, parameters: { ...node.parameters, ...parameters } } : node,
	),
});

/** A workflow in which one node has these entries under Options, besides those that it has. */
export const withOptions = (
	workflow: WorkflowDraft,
	nodeName: string,
	options: INodeParameters,
): WorkflowDraft => {
	const node = workflow.nodes.find(({ name }) => name === nodeName);
	const merged = { ...(node?.parameters.options as INodeParameters | undefined), ...options };
	return withParameters(workflow, nodeName, { options: merged });
};
