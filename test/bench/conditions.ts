import { cpus, loadavg, totalmem } from 'node:os';

import { run } from '../../scripts/command';
import type { Installation } from '../../scripts/n8n/installFolder';
import { N8N_VERSION } from '../../scripts/n8n/versions';

/** What is measured; the report itself changes with every part. */
const MEASURED = ['.', ':!docs'];

/** When, of what and on what a part of the report is measured that begins now, in one line. */
export async function conditionsNow(
	repository: string,
	{ node }: Installation,
	signal: AbortSignal,
): Promise<string> {
	const [load] = loadavg();
	const output = async (program: string, ...args: string[]) =>
		(await run(program, args, { cwd: repository, signal })).trim();
	const [{ model }, ...others] = cpus();
	const gigabytes = Math.round(totalmem() / 2 ** 30);
	return [
		`${new Date().toISOString().slice(0, 10)} ${await commit(output)}`,
		`${others.length + 1} × ${model}, ${gigabytes} GB, ${process.platform} ${process.arch}`,
		`Node.js ${(await output(node, '--version')).replace(/^v/, '')}`,
		`n8n ${N8N_VERSION}`,
		`load before: ${load.toFixed(1)}`,
	].join('; ');
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
