/** Uploads a file with the official SDK, as its documentation shows it. `prepare` starts it. */
import { TwelveLabs } from 'twelvelabs-js';

import { beMeasured } from './measured';
import type { SinkAddress } from './sink';

/** What `sdkRun` is to do. */
export interface SdkOrder {
	sink: SinkAddress;
	/** The SDK writes every chunk into a file of its own before it sends the first. */
	temporaryFolder: string;
	/** A small file, then the one that is measured. */
	paths: [string, string];
}

async function warmUp({ sink, temporaryFolder, paths: [small, large] }: SdkOrder) {
	process.env.TMPDIR = temporaryFolder;
	// The only way to lead it elsewhere.
	process.env.TWELVELABS_BASE_URL = sink.api;
	const client = new TwelveLabs({ apiKey: sink.apiKey });
	const upload = async (path: string) => {
		await client.multipartUpload.uploadFile(path, { filename: 'film.mp4' });
	};
	await upload(small);
	return async () => await upload(large);
}

beMeasured(warmUp);
