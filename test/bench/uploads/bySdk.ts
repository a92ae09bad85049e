import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Row } from '../measurement';
import { megabytes, rate, seconds } from './figures';
import { prepare } from './measured';
import type { SdkOrder } from './sdkRun';
import type { Stage } from './stage';
import { SMALL } from './store';

/** The official SDK with one file. */
export async function bySdk(stage: Stage, node: string): Promise<Row[]> {
	const { sink, folder, storeFolder, files } = stage;
	const temporaryFolder = join(folder, 'sdk');
	await mkdir(temporaryFolder);
	const run = await prepare<SdkOrder>('sdkRun.ts', node, {
		sink: sink.address,
		temporaryFolder,
		paths: [join(storeFolder, SMALL.id), join(storeFolder, files[0].id)],
	});
	await sink.reset();
	const { ms, cpuMs, peakBytes } = await run.run();
	const { maxOnWire } = await sink.tally();
	return [
		{
			what: 'Throughput of the official SDK',
			value: `${rate(stage.bytes, ms)}, ${maxOnWire} connections, ${seconds(cpuMs)} of CPU`,
		},
		{ what: 'Peak memory of the official SDK', value: megabytes(peakBytes) },
	];
}
