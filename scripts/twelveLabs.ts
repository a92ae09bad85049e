import { setTimeout as sleep } from 'node:timers/promises';

import axios, { type AxiosInstance, isAxiosError } from 'axios';

import type { Account } from './options';
import { Problem } from './problem';

/** The most that the API gives at once. */
const PAGE_LIMIT = 50;

/** An account with more assets than this is no place for a demonstration that chooses one itself. */
const MAX_PAGES = 20;

const ANSWER_WITHIN_MS = 30_000;

const FINAL = ['ready', 'failed', 'canceled'];

/** A video of some seconds is indexed in a minute or two, unless TwelveLabs has much else to do. */
const FINAL_WITHIN_MS = 15 * 60_000;
const STATUS_INTERVAL_MS = 2_000;

interface Asset {
	_id: string;
	filename?: string;
	status?: string;
}

/** The TwelveLabs API without n8n: chooses what to index, and is the second witness of what came of it. */
export class TwelveLabs {
	private readonly http: AxiosInstance;

	constructor(
		{ baseUrl, apiKey }: Pick<Account, 'baseUrl' | 'apiKey'>,
		private readonly signal: AbortSignal,
	) {
		const local = ['127.0.0.1', 'localhost'].includes(new URL(baseUrl).hostname);
		this.http = axios.create({
			baseURL: baseUrl,
			timeout: ANSWER_WITHIN_MS,
			signal,
			headers: { 'x-api-key': apiKey },
			...(local && { proxy: false }),
		});
	}

	/** @throws Problem saying what to create when there is none */
	async newestIndex(): Promise<string> {
		const { data } = await this.get<{ data: Array<{ _id: string }> }>(
			'/indexes?sort_by=created_at&sort_option=desc&page_limit=1',
		);
		if (data.length > 0) return data[0]._id;
		throw new Problem(
			'This TwelveLabs account has no index.',
			'Create one with the Marengo model at https://playground.twelvelabs.io/indexes, or with POST /indexes, and start again.',
		);
	}

	/** The asset of that name, if the account has one that is ready. */
	async readyAssetNamed(name: string): Promise<string | undefined> {
		// The filter finds names that have this one as a part, too.
		const assets = await this.all<Asset>('/assets', { filename: name });
		return assets.find(({ filename, status }) => filename === name && status === 'ready')?._id;
	}

	/** Whether an index holds an asset already, in whatever status. */
	async holds(indexId: string, assetId: string): Promise<boolean> {
		const entries = await this.all<{ index?: { _id: string } }>(
			`/assets/${encodeURIComponent(assetId)}/indexed-assets`,
		);
		return entries.some(({ index }) => index?._id === indexId);
	}

	/** The status of an indexed asset as the API says it. */
	async statusOf(indexId: string, indexedAssetId: string): Promise<string> {
		const path = [indexId, 'indexed-assets', indexedAssetId].map(encodeURIComponent).join('/');
		const { status } = await this.get<{ status?: string }>(`/indexes/${path}`);
		return status ?? 'unknown';
	}

	/** The same, once it does not change any more; the last one where that takes too long. */
	async finalStatusOf(indexId: string, indexedAssetId: string): Promise<string> {
		const deadline = Date.now() + FINAL_WITHIN_MS;
		for (;;) {
			const status = await this.statusOf(indexId, indexedAssetId);
			if (FINAL.includes(status) || Date.now() > deadline) return status;
			await sleep(STATUS_INTERVAL_MS, undefined, { signal: this.signal });
		}
	}

	private async all<T>(path: string, filter: Record<string, string> = {}): Promise<T[]> {
		const entries: T[] = [];
		for (let page = 1; page <= MAX_PAGES; page++) {
			const query = new URLSearchParams({
				...filter,
				page: String(page),
				page_limit: String(PAGE_LIMIT),
			});
			const { data, page_info: info } = await this.get<{
				data: T[];
				page_info?: { total_page?: number };
			}>(`${path}?${query.toString()}`);
			entries.push(...data);
			if (page >= (info?.total_page ?? 1)) break;
		}
		return entries;
	}

	private async get<T>(path: string): Promise<T> {
		try {
			return (await this.http.get<T>(path)).data;
		} catch (error) {
			this.signal.throwIfAborted();
			// The error itself carries the key and is not passed on.
			throw problemOf(error, this.http.defaults.baseURL ?? '');
		}
	}
}

function problemOf(error: unknown, baseUrl: string): Problem {
	const answer = isAxiosError<{ message?: string } | undefined>(error) ? error.response : undefined;
	if (!answer) {
		return new Problem(
			`TwelveLabs does not answer at ${baseUrl}: ${(error as Error).message || 'no connection'}.`,
			'Check the network, and TWELVELABS_BASE_URL if you set it.',
		);
	}
	if (answer.status === 401) {
		return new Problem(
			'TwelveLabs does not accept the key in TWELVELABS_API_KEY.',
			'Copy a current key from the API keys page of the TwelveLabs dashboard.',
		);
	}
	const said = answer.data?.message ?? answer.statusText;
	return new Problem(
		`TwelveLabs answered with ${answer.status}: ${said}`,
		'Check TWELVELABS_INDEX_ID, TWELVELABS_ASSET_ID and TWELVELABS_BASE_URL if you set them.',
	);
}
