import { access, cp } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { run } from '../../scripts/command';
import type { Stage } from './part';

/** What lies beside the sources in a checkout. */
const BESIDE = ['node_modules', 'dist', '.n8n'];

/** What is committed, and nothing of what lies beside it. The download of a checkout, which has no repository, is copied. */
export async function cloned({ repository, folder, signal }: Stage, clone: string): Promise<void> {
	const isClone = await access(join(repository, '.git')).then(
		() => true,
		() => false,
	);
	if (isClone) {
		await run('git', ['clone', '--quiet', repository, clone], { cwd: folder, signal });
		return;
	}
	const filter = (path: string) => !BESIDE.includes(relative(repository, path));
	await cp(repository, clone, { recursive: true, filter });
}
