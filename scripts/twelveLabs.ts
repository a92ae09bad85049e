import axios, { type AxiosInstance, isAxiosError } from 'axios';

import type { Account } from './options';
import { Problem } from './problem';

/** The most that the API gives at once. */
const PAGE_LIMIT = 50;

/** An account with more assets than this is no place for a demonstration that chooses one itself. */
const MAX_PAGES = 20;

const ANSWER_WITHIN_MS = 30_000;

/** What can be indexed; accounts hold images and documents too. */
const INDEXABLE = /^(video|audio)\//;

interface Asset {
	_id: string;
	status?: string;
	file_type?: string;
	created_at?: string;
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

	/** @throws Problem saying what to upload when there is none */
	async newestReadyAsset(): Promise<string> {
		// The API promises no order of this list, so all of it is read.
		const newest = (await this.all<Asset>('/assets'))
			.filter(({ status, file_type: type }) => status === 'ready' && INDEXABLE.test(type ?? ''))
			.sort((a, b) => (b.created_at ?? '').localeCompare(a.created_at ?? ''))
			.at(0);
		if (newest) return newest._id;
		throw new Problem(
			'This TwelveLabs account has no video or audio asset that is ready.',
			'Upload one at https://playground.twelvelabs.io, or with POST /assets, wait until its status is ready, and start again.',
		);
	}

	/** Whether an index holds an asset already, in whatever status. */
	async holds(indexId: string, assetId: string): Promise<boolean> {
		const entries = await this.all<{ index?: { _id: string } }>(
			`/assets/${encodeURIComponent(assetId)}/indexed-assets`,
		);
		return entries.some(({ index }) => index?._id === indexId);
	}

	private async all<T>(path: string): Promise<T[]> {
		const entries: T[] = [];
		for (let page = 1; page <= MAX_PAGES; page++) {
			const { data, page_info: info } = await this.get<{
				data: T[];
				page_info?: { total_page?: number };
			}>(`${path}?page=${page}&page_limit=${PAGE_LIMIT}`);
			entries.push(...data);
			if (page >= (info?.total_page ?? 1)) break;
		}
		return entries;
	}

	/** The status of an indexed asset as the API says it. */
	async statusOf(indexId: string, indexedAssetId: string): Promise<string> {
		const path = [indexId, 'indexed-assets', indexedAssetId].map(encodeURIComponent).join('/');
		const { status } = await this.get<{ status?: string }>(`/indexes/${path}`);
		return status ?? 'unknown';
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
