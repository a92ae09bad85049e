/**
 * Runs one node once over many items and watches the memory. A process of its own for each run, so that nothing of an
 * earlier one is in it; `memory` starts it.
 */
import '../setup';

import { Engine, itemsOf } from '../engine/harness';
import { fulfil } from './child';
import { assetItems, httpRequest, indexAsset } from './contestants';
import { SERVER_ENGINE, startExpressionEngine } from './expressionEngine';
import { collectGarbage, collectAllGarbage } from './memoryUse';
import type { MemoryUse, ProbeOrder } from './memory';

/** Collecting stops everything else: no more than a fifth of the time. */
const WATCH_SHARE = 5;

/** A small run first, so that what is loaded and compiled once does not count. */
const WARM_UP_ITEMS = 200;

async function probe(order: ProbeOrder): Promise<MemoryUse> {
	const { items, contestant, n8nFolder, url, watchLive } = order;
	await startExpressionEngine(SERVER_ENGINE);
	const { name, runOptions } = contestant === 'Index Asset' ? indexAsset : httpRequest(n8nFolder);
	const baseUrl = `${url}/v1.3`;
	const engine = await Engine.load();
	const run = async (count: number, input = assetItems(count)) => {
		const credential = { apiKey: 'key', baseUrl };
		const output = await engine.run({ ...runOptions(baseUrl), input, credential });
		if (itemsOf(output).length !== count) {
			throw new Error(`${name} gave ${itemsOf(output).length} of ${count} items`);
		}
		return output;
	};
	await run(WARM_UP_ITEMS);

	const empty = await heapInUse();
	const input = assetItems(items);
	const withInput = await heapInUse();
	const residentBefore = process.memoryUsage.rss();
	const watch = watchLive ? watchHeap() : undefined;
	const output = await run(items, input);
	const peak = watch?.stop();
	const residentPeak = process.resourceUsage().maxRSS * 1_024;
	const withOutput = await heapInUse();
	if (itemsOf(output).length !== input.length) throw new Error('Both have to live until here');

	return {
		input: withInput - empty,
		output: withOutput - withInput,
		liveAdded: peak === undefined ? undefined : peak - withOutput,
		resident: residentPeak - residentBefore,
	};
}

async function heapInUse(): Promise<number> {
	await collectAllGarbage();
	return process.memoryUsage().heapUsed;
}

/** Measures the heap in use again and again, each time after a garbage collection. */
function watchHeap() {
	let peak = NaN;
	let next = 0;
	const timer = setInterval(() => {
		const begin = performance.now();
		if (begin < next) return;
		collectGarbage();
		const { heapUsed } = process.memoryUsage();
		peak = Number.isNaN(peak) ? heapUsed : Math.max(peak, heapUsed);
		const end = performance.now();
		next = end + (end - begin) * WATCH_SHARE;
	}, 5);
	return {
		stop: () => {
			clearInterval(timer);
			return peak;
		},
	};
}

fulfil(probe);
