import type { IDataObject, IHttpRequestOptions, IPollFunctions } from 'n8n-workflow';

import type { Connection } from '../../nodes/api/client/connection';
import { POLL_LIMITS } from '../../nodes/api/client/timeLimits';
import { manualClock } from '../../simulator/clock';
import { ApiError, errorAnswer, type Answer } from '../../simulator/errors';
import { DEFAULT_DURATIONS } from '../../simulator/lifecycle';
import { handlers } from '../../simulator/routes';
import { DEFAULT_SWITCHES, type Switches } from '../../simulator/switches';
import { World } from '../../simulator/world';

/** Seconds are what an HTTP `Date` has. */
const HTTP_DATE_MS = 1_000;

/** The calls of the trigger: their paths, with the names of what stands in these. */
const CALLS: Array<[path: RegExp, operation: string, names: string[]]> = [
	[/\/indexes\/([^/]+)\/indexed-assets$/, 'indexes-indexedAssets.list', ['index-id']],
	[
		/\/indexes\/([^/]+)\/indexed-assets\/([^/]+)$/,
		'indexes-indexedAssets.retrieve',
		['index-id', 'indexed-asset-id'],
	],
	[/\/assets$/, 'assets.list', []],
	[/\/assets\/([^/]+)$/, 'assets.retrieve', ['asset_id']],
	[/\/analyze\/tasks$/, 'analyzeAsync-tasks.list', []],
	[/\/analyze\/tasks\/([^/]+)$/, 'analyzeAsync-tasks.retrieve', ['task_id']],
	[/\/embed-v2\/tasks$/, 'embed-v2-tasks.list', []],
	[/\/embed-v2\/tasks\/([^/]+)$/, 'embed-v2-tasks.retrieve', ['task_id']],
];

function calledBy(url: string): { operation: string; path: IDataObject } {
	for (const [pattern, operation, names] of CALLS) {
		const [found, ...values] = pattern.exec(url) ?? [];
		if (found === undefined) continue;
		return { operation, path: Object.fromEntries(names.map((name, at) => [name, values[at]])) };
	}
	throw new Error(`No call of the trigger: ${url}`);
}

/** The simulator without HTTP, on a clock that only tests move: fast enough for thousands of histories. */
export class InProcessApi {
	readonly clock = manualClock();
	readonly world = new World(this.clock, DEFAULT_DURATIONS);
	readonly switches: Switches;
	readonly index = this.world.addIndex();

	/** Runs before each request is answered, with the number of the request; it may change the world, or throw. */
	beforeRequest: (count: number) => Promise<void> | void = () => {};
	requests = 0;

	constructor(switches: Partial<Switches> = {}) {
		this.switches = { ...DEFAULT_SWITCHES, ...switches };
	}

	/** The connection of a poll. */
	readonly connection: Connection = {
		context: this.context,
		node: this.context.getNode(),
		baseUrl: 'http://twelvelabs.test',
		credential: {},
		account: 'history',
		queueKey: 'trigger',
		timeLimits: POLL_LIMITS,
		settings: {},
	};

	/** The n8n functions of a poll, as far as requests need them. */
	private get context(): IPollFunctions {
		return {
			getNode: () => ({ name: 'TwelveLabs Trigger' }),
			helpers: {
				httpRequestWithAuthentication: async (_: string, options: IHttpRequestOptions) =>
					await this.answer(options),
			},
		} as unknown as IPollFunctions;
	}

	private async answer({ url, qs }: IHttpRequestOptions) {
		await this.beforeRequest(++this.requests);
		const { operation, path } = calledBy(url);
		const answer = this.handle(operation, { path, query: qs ?? {} });
		const date = Math.floor(this.clock.now() / HTTP_DATE_MS) * HTTP_DATE_MS;
		return {
			statusCode: answer.status,
			headers: { date: new Date(date).toUTCString() },
			// What travels is JSON: nothing that the simulator keeps can be changed through an answer.
			body: JSON.parse(JSON.stringify(answer.body ?? null)) as unknown,
		};
	}

	private handle(operation: string, call: { path: IDataObject; query: IDataObject }): Answer {
		const { world, switches } = this;
		try {
			return (
				handlers[operation]?.({
					world,
					switches,
					now: this.clock.now(),
					body: {},
					headers: {},
					...call,
				}) ?? {
					status: 501,
				}
			);
		} catch (error) {
			if (error instanceof ApiError) return errorAnswer(error, switches.errorShape);
			throw error;
		}
	}
}
