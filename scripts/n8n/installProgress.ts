import { duration } from '../report';
import type { Report } from '../step';
import { countPackages } from './packageCount';
import { PACKAGE_COUNT } from './versions';

/** Counting reads thousands of folders. */
const INTERVAL_MS = 2_000;

/** What is being done; two of them at once. */
export interface Progress {
	/** Undefined before and after npm fetches the packages. */
	nodeModules?: string;
	/** What is done for the database. */
	sqlite?: string;
}

/**
 * Reports again and again how far an install has come.
 * @returns a function that ends it; what is still being found out by then is not reported any more
 */
export function reportRegularly(report: Report, progress: Progress): () => void {
	const begin = Date.now();
	let busy = false;
	let ended = false;
	const reportOnce = async () => {
		if (busy) return;
		busy = true;
		const done = await describe(progress);
		busy = false;
		if (!ended) report(`${done}, ${duration(Date.now() - begin)}`);
	};
	const timer = setInterval(() => void reportOnce(), INTERVAL_MS);
	return () => {
		ended = true;
		clearInterval(timer);
	};
}

async function describe({ nodeModules, sqlite }: Progress): Promise<string> {
	if (nodeModules === undefined) return sqlite ?? 'Fetching what its database needs';
	const count = await countPackages(nodeModules);
	const packages =
		count === 0
			? 'Fetching the packages that n8n consists of'
			: `${count.toLocaleString('en')} of about ${PACKAGE_COUNT.toLocaleString('en')} packages`;
	return sqlite ? `${packages}, ${sqlite.toLowerCase()}` : packages;
}
