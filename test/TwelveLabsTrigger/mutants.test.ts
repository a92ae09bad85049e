/**
 * Shows that the histories bite: each of these faults, all of them found in real polling triggers, must be caught.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { compileFunction } from 'node:vm';

import fc from 'fast-check';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

import { histories } from './history';
import { runHistory } from './runHistory';
import { indexedAssetSubject } from './subjects/indexedAsset';
import { analysisTaskSubject } from './subjects/analysisTask';
import { assetSubject } from './subjects/asset';
import type { Load, Subject, TriggerParts } from './subjects/subject';

const TRIGGER = resolve(__dirname, '../../nodes/TwelveLabsTrigger');

/** The same histories in each run. The rarest fault shows in about one of two hundred, the search ends at the first. */
const SEED = 4;
const MAX_HISTORIES = 3_000;

/** Enough to see that the way of loading is not what fails. */
const SOUND_HISTORIES = 300;

interface Fault {
	name: string;
	/** By default indexed assets. */
	subject?: Subject;
	file: string;
	from: string;
	to: string;
}

const FAULTS: Fault[] = [
	{
		name: 'the cursor is the local clock',
		file: 'scanNew.ts',
		from: 'this.newest = Math.max(this.newest, newestOf(data, serverTime));',
		to: 'this.newest = Date.now();',
	},
	{
		name: 'there is no overlap',
		file: 'reach.ts',
		from: 'export const OVERLAP_MS = 5 * 60_000;',
		to: 'export const OVERLAP_MS = 0;',
	},
	{
		name: 'the state is written before the last responses have arrived',
		file: 'pollOnce.ts',
		from: 'const { events, postponed } = await eventsOf(finished);',
		to: `store.write({ ...advance(state, findings), rev: findings.rev });
			const { events, postponed } = await eventsOf(finished);`,
	},
	{
		name: 'the list is narrowed by the updated_at filter',
		file: 'sources/indexedAsset/source.ts',
		from: 'page_limit: PAGE_SIZE,',
		to: `page_limit: PAGE_SIZE, ...(list === 'everything' && { updated_at: '2026-01-05T12:00:00Z' }),`,
	},
	{
		name: 'the state is changed in place',
		file: 'pollOnce.ts',
		from: 'if (next !== current) store.write(next);',
		to: 'Object.assign(current, next);',
	},
	{
		name: 'the cursor moves though entries may have been missed',
		file: 'scanNew.ts',
		from: 'if (walk.page !== undefined || !walk.complete) return;',
		to: '',
	},
	{
		name: 'pages that moved up are not read again',
		file: '../api/paging/pageWalk.ts',
		from: 'const fall = Math.max(0, -change);',
		to: 'const fall = 0;',
	},
	{
		name: 'a page behind a gap counts as if there were none',
		file: '../api/paging/coverage.ts',
		from: 'if (start > this.end) {',
		to: 'if (false) {',
	},
	{
		name: 'activation begins with a list that was not read in full',
		file: '../api/paging/coverage.ts',
		from: 'this.end -= fall;',
		to: '',
	},
	{
		name: 'the mark of a backlog moves beyond what was read',
		file: 'backlog.ts',
		from: 'mark = Math.max(mark, newestOf(entries, now));',
		to: 'mark = now;',
	},
	{
		name: 'a chunk of a backlog counts though the time was over',
		file: 'backlog.ts',
		from: 'if (!mayGoOn()) return undefined;\n\t\tconst page',
		to: 'if (!mayGoOn()) break;\n\t\tconst page',
	},
	{
		name: 'postponed events are forgotten',
		file: 'state.ts',
		from: '!finished || postponed.has(_id)',
		to: '!finished',
	},
	{
		name: 'what may still appear late is not waited for',
		file: 'scanNew.ts',
		from: 'now > newest + OVERLAP_MS',
		to: 'true',
	},
	{
		name: 'a poll does not notice that another one has overtaken it',
		file: 'pollOnce.ts',
		from: 'current.rev !== findings.rev',
		to: 'false',
	},
	{
		name: 'what is still running is not saved',
		file: 'state.ts',
		from: 'awaited.add(_id);\n\t\t\tcontinue;',
		to: 'continue;',
	},
	{
		name: 'activation emits what finished long before',
		file: 'state.ts',
		from: 'done.map(({ _id, createdAt = cursor }): Emitted => [_id, createdAt]);',
		to: '[];',
	},
	{
		name: 'there is no sweep for assets that show up late',
		subject: assetSubject,
		file: 'scan.ts',
		from: 'await scanLate(findings, source);',
		to: '',
	},
	{
		name: 'a sweep counts though the time was over',
		subject: assetSubject,
		file: 'scanLate.ts',
		from: 'if (!source.mayGoOn()) return;',
		to: 'if (!source.mayGoOn()) break;',
	},
	{
		name: 'a sweep moves its own begin though it may have missed some',
		subject: assetSubject,
		file: 'scanLate.ts',
		from: 'if (!walk.complete || at === undefined) return;',
		to: 'if (at === undefined) return;',
	},
	{
		name: 'activation does not read what is older than a day',
		subject: assetSubject,
		file: 'firstScan.ts',
		from: 'running.length === 0 && !recent.isWhole',
		to: 'false',
	},
	{
		name: 'IDs of emitted assets are kept no longer than the overlap',
		subject: assetSubject,
		file: 'reach.ts',
		from: 'const kept = since(reachOf(cursor, sweep), all);',
		to: 'const kept = since(cursor - OVERLAP_MS, all);',
	},
	{
		name: 'activation leaves out a list of running tasks',
		subject: analysisTaskSubject,
		file: 'sources/analysisTask/source.ts',
		from: "running: ['queued', 'pending', 'processing'],",
		to: "running: ['pending', 'processing'],",
	},
	{
		name: 'a task whose answer was not read in time is forgotten',
		subject: analysisTaskSubject,
		file: 'state.ts',
		from: '!finished || postponed.has(_id)',
		to: '!finished',
	},
	{
		name: 'canceled tasks count as running',
		subject: analysisTaskSubject,
		file: 'sources/analysisTask/source.ts',
		from: 'TERMINAL.includes(entry.status)',
		to: "entry.status !== 'canceled' && TERMINAL.includes(entry.status)",
	},
];

/** A fresh copy of the trigger's module `file`: an import statement cannot be repeated inside `isolateModules`. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const load: Load = <Module>(file: string): Module => require(resolve(TRIGGER, file));

/** The trigger's modules, one of them with a fault in it. */
function broken({ file, from, to, subject = indexedAssetSubject }: Fault): TriggerParts {
	const path = resolve(TRIGGER, file);
	const source = readFileSync(path, 'utf8');
	if (!source.includes(from)) throw new Error(`${file} does not hold: ${from}`);
	const { outputText } = transpileModule(source.replace(from, to), {
		compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
	});
	let parts: TriggerParts | undefined;
	jest.isolateModules(() => {
		jest.doMock(path, () => {
			const exports = {};
			const required = (name: string): unknown =>
				jest.requireActual(name.startsWith('.') ? resolve(dirname(path), name) : name);
			compileFunction(outputText, ['require', 'exports'])(required, exports);
			return exports;
		});
		parts = subject.parts(load);
	});
	jest.dontMock(path);
	if (!parts) throw new Error('Nothing was loaded');
	return parts;
}

const check = async (parts: TriggerParts, numRuns: number, subject = indexedAssetSubject) =>
	await fc.check(
		fc.asyncProperty(histories, async (history) => {
			const { missed, twice, flooded } = await runHistory(history, subject, parts);
			return missed.length + twice.length + flooded.length === 0;
		}),
		{ numRuns, seed: SEED, endOnFailure: true },
	);

test.each(FAULTS)(
	'histories catch it when $name',
	async (fault) => {
		const { failed, errorInstance } = await check(broken(fault), MAX_HISTORIES, fault.subject);
		expect(failed).toBe(true);
		// It was caught by its outcome, not because the broken code fell over.
		expect(errorInstance).toEqual(new Error('Property failed by returning false'));
	},
	120_000,
);

test('without a fault the same way of loading passes', async () => {
	const unchanged = { name: 'none', file: 'pollOnce.ts', from: 'export async', to: 'export async' };
	expect(await check(broken(unchanged), SOUND_HISTORIES)).toMatchObject({ failed: false });
}, 120_000);
