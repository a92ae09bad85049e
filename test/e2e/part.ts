/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- test code, never published */
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';

import { tail } from '../../scripts/command';
import { Cleanup } from '../../scripts/interrupt';
import { removeFolder } from '../../scripts/n8n/installFolder';
import type { Installation } from '../../scripts/n8n/installFolder';
import { duration, say } from '../../scripts/report';
import type { Requirement } from './requirements';
import { note } from './summary';

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
	tell(figure: string): void;
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
	const missing = await missingFor(part);
	const skip = missing !== undefined && process.env.CI !== 'true' ? missing : false;
	if (skip) note({ part: part.name, result: 'skipped', remark: skip });
	const timeout = part.withinMinutes * 60_000;
	await test(part.name, { skip, timeout }, async (context) => {
		const begun = Date.now();
		const figures: string[] = [];
		try {
			if (missing) throw new Error(missing);
			await onStage(part, context, { ...shared, tell: (figure) => void figures.push(figure) });
			const remark = [duration(Date.now() - begun), ...figures].join('; ');
			note({ part: part.name, result: 'passed', remark });
		} catch (error) {
			const remark = error instanceof Error ? error.message.split('\n')[0] : String(error);
			note({ part: part.name, result: 'failed', remark });
			throw error;
		}
	});
}

async function missingFor({ needs }: Part): Promise<string | undefined> {
	for (const { name, install, find } of needs) {
		if (!(await find())) return `${name} is not installed: ${install}`;
	}
	return undefined;
}

async function onStage(
	{ run }: Part,
	context: TestContext,
	stage: Shared & Pick<Stage, 'tell'>,
): Promise<void> {
	const cleanup = new Cleanup();
	const folder = await mkdtemp(join(tmpdir(), 'twelvelabs-e2e-'));
	cleanup.add(async () => await removeFolder(folder));
	const signal = AbortSignal.any([stage.signal, context.signal]);
	// A part whose time is over does not go on in the background of the next one.
	const stopped = new Promise<never>((_, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason as Error));
	});
	const check: Stage['check'] = async (sentence, proof) => {
		let failure: unknown;
		await context.test(sentence, async () => {
			try {
				await proof();
			} catch (error) {
				failure = error;
				throw error;
			}
		});
		// What follows builds on it.
		if (failure !== undefined) throw failure;
	};
	try {
		await Promise.race([run({ ...stage, signal, folder, cleanup, check }), stopped]);
	} catch (error) {
		await showLogs(folder);
		throw error;
	} finally {
		await cleanup.run();
	}
}

async function showLogs(folder: string): Promise<void> {
	const files = await readdir(folder, { recursive: true });
	for (const file of files.filter((name) => name.endsWith('.log'))) {
		say(`\n${file} ends with:\n${tail(await readFile(join(folder, file), 'utf8'))}`);
	}
}
