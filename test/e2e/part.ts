import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { tail } from '../../scripts/command';
import { Cleanup } from '../../scripts/interrupt';
import { removeFolder } from '../../scripts/n8n/installFolder';
import type { Installation } from '../../scripts/n8n/installFolder';
import { duration, say } from '../../scripts/report';
import { missingOf, type Requirement } from './requirements';
import { note } from './summary';

/** A part that is to stop ends what it is doing within this time; what takes longer goes on until its process ends. */
const STOPS_WITHIN_MS = 15_000;

/** What all parts share. */
export interface Shared {
	repository: string;
	installation: Installation;
	/** The package, built and packed as it would be published. */
	tarball: string;
	/** Fires on Ctrl-C. */
	signal: AbortSignal;
}

/** What a part works with. */
export interface Stage extends Shared {
	/** A fresh folder of its own. Of what lies in it, the ends of the logs are shown when the part does not pass. */
	folder: string;
	/** Undone at the end of the part, however it comes. */
	cleanup: Cleanup;
	/** Proves one thing, and says it as a sentence. */
	check(sentence: string, proof: () => Promise<void>): Promise<void>;
	/** A figure that the summary shows. */
	report(figure: string): void;
}

/** One part of the end-to-end tests. */
export interface Part {
	name: string;
	needs: Requirement[];
	withinMinutes: number;
	run(stage: Stage): Promise<void>;
}

/**
 * Runs a part, unless something that it needs is not installed: then it is skipped, and with `CI=true` that counts as a
 * failure.
 */
export async function runPart(part: Part, shared: Shared): Promise<void> {
	const missing = await missingOf(part.needs);
	const skip = missing !== undefined && process.env.CI !== 'true' ? missing : false;
	if (skip) note({ part: part.name, result: 'skipped', remark: skip });
	await test(part.name, { skip }, async (context) => {
		const begun = Date.now();
		const figures: string[] = [];
		try {
			if (missing) throw new Error(missing);
			await onStage(part, context, { ...shared, report: (figure) => void figures.push(figure) });
			const remark = [duration(Date.now() - begun), ...figures].join('; ');
			note({ part: part.name, result: 'passed', remark });
		} catch (error) {
			note({ part: part.name, result: 'failed', remark: firstLine(error) });
			throw error;
		}
	});
}

async function onStage(
	{ run, withinMinutes }: Part,
	context: TestContext,
	stage: Shared & Pick<Stage, 'report'>,
): Promise<void> {
	const cleanup = new Cleanup();
	const folder = await mkdtemp(join(tmpdir(), 'twelvelabs-e2e-'));
	cleanup.add(async () => await removeFolder(folder));
	const over = new AbortController();
	// Not the runner's own time limit: with that it begins the next part while this one is still being undone.
	const timer = setTimeout(
		() => over.abort(new Error(`It took more than ${withinMinutes} minutes`)),
		withinMinutes * 60_000,
	);
	const signal = AbortSignal.any([stage.signal, over.signal]);
	const check = checkIn(context, signal);
	const running = run({ ...stage, signal, folder, cleanup, check });
	const stopped = new Promise<never>((_, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason as Error));
	});
	try {
		await Promise.race([running, stopped]);
	} catch (error) {
		await showLogs(folder).catch(() => {});
		throw error;
	} finally {
		clearTimeout(timer);
		if (signal.aborted) await untilStopped(running);
		await cleanup.run();
	}
}

/** What a part that is to stop still starts must be undone, too. */
const untilStopped = async (running: Promise<void>): Promise<void> =>
	await Promise.race([running.catch(() => {}), sleep(STOPS_WITHIN_MS, undefined, { ref: false })]);

/** What node says of a check that is over. Its types for node 20 leave it out. */
type Verdict = TestContext & { passed: boolean; error: Error | null };

/** What follows a check builds on it, so the part ends with the first that does not hold. */
const checkIn =
	(context: TestContext, signal: AbortSignal): Stage['check'] =>
	async (sentence, proof) => {
		let verdict: Verdict | undefined;
		await context.test(sentence, async (own) => {
			verdict = own as Verdict;
			await proof();
		});
		signal.throwIfAborted();
		// Node's own verdict: a rejection without a handler counts, too.
		if (verdict?.passed) return;
		const cause = verdict?.error;
		throw new Error(`${sentence}: ${firstLine(cause)}`, { cause });
	};

const firstLine = (error: unknown): string =>
	error instanceof Error ? error.message.split('\n')[0] : String(error);

async function showLogs(folder: string): Promise<void> {
	const files = await readdir(folder, { recursive: true });
	for (const file of files.filter((name) => name.endsWith('.log'))) {
		say(`\n${file} ends with:\n${tail(await readFile(join(folder, file), 'utf8'))}`);
	}
}
