import { cpus, loadavg, totalmem } from 'node:os';

import { run } from '../../scripts/command';
import type { Installation } from '../../scripts/n8n/installFolder';
import { N8N_VERSION } from '../../scripts/n8n/versions';
import { MAX_LOAD_PER_CORE, type Conditions } from './busy';

/** What is measured; the report itself changes with every part. */
const MEASURED = ['.', ':!docs'];

/** The conditions of a part that begins now. */
export async function conditionsNow(
	repository: string,
	{ node }: Installation,
	signal: AbortSignal,
): Promise<Conditions> {
	const [load] = loadavg();
	const output = async (program: string, ...args: string[]) =>
		(await run(program, args, { cwd: repository, signal })).trim();
	const [{ model }, ...others] = cpus();
	const gigabytes = Math.round(totalmem() / 2 ** 30);
	const cores = others.length + 1;
	const text = [
		`${new Date().toISOString().slice(0, 10)} ${await commit(output)}`,
		`${cores} × ${model}, ${gigabytes} GB, ${process.platform} ${process.arch}`,
		`Node.js ${(await output(node, '--version')).replace(/^v/, '')}`,
		`n8n ${N8N_VERSION}`,
		`load before: ${load.toFixed(1)}`,
	].join('; ');
	return { text, isBusy: load > MAX_LOAD_PER_CORE * cores };
}

/** In an archive of the source, there is none. */
async function commit(output: (program: string, ...args: string[]) => Promise<string>) {
	try {
		const id = await output('git', 'rev-parse', '--short', 'HEAD');
		const changes = await output('git', 'status', '--porcelain', '--', ...MEASURED);
		return `at commit ${id}${changes === '' ? '' : ', changed'}`;
	} catch {
		return 'of a copy without history';
	}
}
