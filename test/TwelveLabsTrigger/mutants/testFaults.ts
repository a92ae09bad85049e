/**
 * Shows that the histories bite: each of these faults, most of them found in real polling triggers, must be caught.
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { compileFunction } from 'node:vm';

import fc from 'fast-check';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

import { historiesOf, SMALL } from '../histories';
import { runHistory } from '../runHistory';
import type { Load, Subject, TriggerParts } from '../subjects/subject';

const TRIGGER = resolve(__dirname, '../../../nodes/TwelveLabsTrigger');

/** The same histories in each run, wherever it is. The rarest fault shows within a third of them; the search ends at the first. */
const SEED = 4;
const MAX_HISTORIES = 1_000;

/** Enough to see that the way of loading is not what fails. */
const SOUND_HISTORIES = 50;

const FAULT_WITHIN_MS = 300_000;

/** A fault in the trigger's code. */
export interface Fault {
	name: string;
	/** Of the module, from the trigger's folder. */
	file: string;
	from: string;
	to: string;
}

/** A fresh copy of the trigger's module `file`: an import statement cannot be repeated inside `isolateModules`. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const load: Load = <Module>(file: string): Module => require(resolve(TRIGGER, file));

/** The trigger's modules, one of them with a fault in it. */
function broken({ file, from, to }: Fault, subject: Subject): TriggerParts {
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

const check = async (parts: TriggerParts, numRuns: number, subject: Subject) =>
	await fc.check(
		fc.asyncProperty(historiesOf(subject, SMALL), async (history) => {
			const { missed, twice, flooded } = await runHistory(history, subject, parts);
			return missed.length + twice.length + flooded.length === 0;
		}),
		{ numRuns, seed: SEED, endOnFailure: true },
	);

/** Tests that the histories of a source catch each of these faults, and find none where there is none. */
export function testFaults(subject: Subject, faults: Fault[]): void {
	test.each(faults)(
		`histories of ${subject.name} catch it when $name`,
		async (fault) => {
			const parts = broken(fault, subject);
			const { failed, errorInstance } = await check(parts, MAX_HISTORIES, subject);
			expect(failed).toBe(true);
			// It was caught by its outcome, not because the broken code fell over.
			expect(errorInstance).toEqual(new Error('Property failed by returning false'));
		},
		FAULT_WITHIN_MS,
	);

	test(
		`without a fault the same way of loading passes for ${subject.name}`,
		async () => {
			const none = { name: 'none', file: 'pollOnce.ts', from: 'export async', to: 'export async' };
			const parts = broken(none, subject);
			expect(await check(parts, SOUND_HISTORIES, subject)).toMatchObject({ failed: false });
		},
		FAULT_WITHIN_MS,
	);
}
