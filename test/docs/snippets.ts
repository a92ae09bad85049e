import type { IDataObject } from 'n8n-workflow';
import { ModuleKind, transpileModule } from 'typescript';

import { answerSchema } from '../../nodes/TwelveLabs/resources/analysis/jsonSchema';
import { searchFilter } from '../../nodes/TwelveLabs/resources/search/filters';
import { analysisTaskEvent } from '../../nodes/TwelveLabsTrigger/sources/analysisTask/event';
import { assetEvent } from '../../nodes/TwelveLabsTrigger/sources/asset/event';
import { embeddingTaskEvent } from '../../nodes/TwelveLabsTrigger/sources/embeddingTask/event';
import { completionEvent } from '../../nodes/TwelveLabsTrigger/sources/indexedAsset/event';
import { userMetadata } from '../../nodes/shared/metadata/userMetadata';
import { detailNames } from './errorDetails';
import type { Fence, Page } from './page';
import { unknownParameters, type SavedNode } from './panel';
import { exists, readText } from './repository';

/** @returns what is wrong with the snippets of a page, each with its line */
export const wrongSnippets = ({ fences }: Page): string[] =>
	fences.flatMap((fence) => flawsOf(fence).map((flaw) => `line ${fence.line}: ${flaw}`));

function flawsOf({ lang, meta, text }: Fence): string[] {
	if (lang === 'ts') return flawsOfCode(text, meta);
	if (lang !== 'json') return [];
	const [kind = '', subject = '', ...more] = meta;
	const check = JSON_KINDS[kind];
	if (!check)
		return [`says not what it is: "${kind}" is none of ${Object.keys(JSON_KINDS).join(', ')}`];
	try {
		return check(JSON.parse(text) as unknown, subject, more);
	} catch (error) {
		return [(error as Error).message];
	}
}

type Check = (value: unknown, subject: string, more: string[]) => string[];

const JSON_KINDS: Record<string, Check> = {
	/** An item of an operation, `resource/operation`. `own=a,b` are fields that the user names, such as those of a JSON Schema. */
	output: (value, operation, more) => {
		const schema = `nodes/TwelveLabs/__schema__/v1.0.0/${operation}.json`;
		if (!exists(schema)) return [`no operation ${operation}`];
		const own = more.flatMap((word) => word.replace(/^own=/, '').split(','));
		const { properties } = JSON.parse(readText(schema)) as Schema;
		return unlike(value, { type: 'object', properties }).filter((name) => !own.includes(name));
	},
	/** An item of the trigger, of one of its sources. */
	event: (value, source) => {
		const made = EVENTS[source];
		return made ? namesBeside(value, Object.keys(made())) : [`no source ${source}`];
	},
	/** An item of the error output. */
	error: (value) => {
		const { details, ...item } = value as { details: object };
		return [...namesBeside(item, ['error']), ...namesBeside(details, detailNames())];
	},
	/** The value of a field that takes JSON. */
	parameter: (value, name) => {
		const read = PARAMETERS[name];
		if (!read) return [`no check of ${name}`];
		read(value as IDataObject);
		return [];
	},
	/** Nodes as a workflow file has them. */
	workflow: (value) => unknownParameters((value as { nodes: SavedNode[] }).nodes),
	/** A value of an environment variable of n8n. */
	environment: (value) => {
		const { name } = JSON.parse(readText('package.json')) as Record<string, string>;
		return (value as IDataObject[]).flatMap((entry) => [
			...namesBeside(entry, ['name', 'version', 'checksum']),
			...(entry.name === name ? [] : ['name']),
		]);
	},
};

const NOW = '2026-11-27T10:00:00.000Z';
const SYSTEM_METADATA = { system_metadata: { filename: 'a.mp4', duration: 1 } };
const TIMES = { created_at: NOW, updated_at: NOW, indexed_at: NOW };
const FILE = { filename: 'a.mp4', file_type: 'video/mp4', duration: 1, size: 1 };

/** Events with all fields that an event of a source may have. */
const EVENTS: Record<string, () => IDataObject> = {
	analysisTask: () => {
		const times = { created_at: NOW, completed_at: NOW };
		const result = { data: '{}', finish_reason: 'length', usage: {} };
		const parts = { custom_id: 'a', video_source: { asset_id: 'a' }, error: { message: 'a' } };
		const task = { task_id: 'a', status: 'failed', ...times, ...parts, result } as const;
		return { ...analysisTaskEvent(task, true), data: {}, text: '', warning: '' };
	},
	embeddingTask: () => {
		const metadata = { input_filename: 'a', input_url: 'b' };
		const task = { _id: 'a', status: 'failed', created_at: NOW, updated_at: NOW } as const;
		return embeddingTaskEvent({ ...task, model_name: 'a', metadata }, true);
	},
	indexedAsset: () => {
		const entry = { _id: 'a', asset_id: 'b', status: 'failed', ...TIMES, ...SYSTEM_METADATA };
		return completionEvent('c', entry as never, true);
	},
	asset: () => {
		const places = { hls: { manifest_url: 'a' }, thumbnail: { representative_url: 'a' } };
		return assetEvent({ _id: 'a', status: 'failed', ...TIMES, ...FILE, ...places }, true);
	},
};

const PARAMETERS: Record<string, (value: IDataObject) => unknown> = {
	userMetadataJson: (value) =>
		userMetadata(
			{ parameter: (name: string) => (name === 'metadataMode' ? 'json' : value) } as never,
			{ allowNull: true },
		),
	filterJson: (value) => searchFilter({ filterJson: JSON.stringify(value) }),
	jsonSchema: (value) => answerSchema(value, false),
};

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
}

/** Names that a schema does not have, and those whose values are of another type. */
function unlike(value: unknown, { type, properties = {} }: Schema): string[] {
	if (type === 'array') return Array.isArray(value) ? [] : ['is no array'];
	if (type !== 'object') return typeof value === type ? [] : [`is no ${type}`];
	return Object.entries(value as object).flatMap(([name, one]) =>
		properties[name] ? unlike(one, properties[name]).map((flaw) => `${name} ${flaw}`) : [name],
	);
}

const namesBeside = (value: object | unknown, allowed: readonly string[]): string[] =>
	Object.keys(value as object).filter((name) => !allowed.includes(name));

/**
 * TypeScript: it can be read, or, with `file=…`, each line of it stands in that file.
 */
function flawsOfCode(text: string, meta: string[]): string[] {
	const [file] = meta.filter((word) => word.startsWith('file=')).map((word) => word.slice(5));
	if (file === undefined) return isCode(text) ? [] : ['is no TypeScript'];
	if (!exists(file)) return [`no file ${file}`];
	const lines = new Set(
		readText(file)
			.split('\n')
			.map((line) => line.trim()),
	);
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !lines.has(line))
		.map((line) => `${file} has no line ${line}`);
}

/** Statements, or a part of an object or of a list. */
const isCode = (text: string): boolean =>
	[text, `({ ${text} })`, `[ ${text} ]`].some(
		(code) =>
			transpileModule(code, {
				reportDiagnostics: true,
				compilerOptions: { module: ModuleKind.CommonJS },
			}).diagnostics?.length === 0,
	);
