import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { readBody } from './body';
import { realClock, type Clock } from './clock';
import { BASE_PATH, Contract } from './contract';
import { send } from './delivery';
import { seedDemo } from './demo';
import { exchange, type Service } from './exchange';
import { Faults } from './faults';
import {
	Journal,
	type ContractViolation,
	type LoggedRequest,
	type RefusedRequest,
} from './journal';
import { MEGABYTE } from './megabyte';
import { DEFAULT_DURATIONS, type StatusDurations } from './lifecycle';
import { listenAgain, stopListening } from './outage';
import { Quotas } from './quotas';
import { DEFAULT_SWITCHES, type Switches } from './switches';
import { startStorage, type Storage } from './storage';
import { DEFAULT_CHUNK_BYTES, Uploads } from './uploads';
import { World } from './world';

/** The key that opens every simulator unless it is given others. */
const DEFAULT_API_KEY = 'tlk_simulator';

/** Loopback only: a simulator with a published key must never be reachable from elsewhere. */
const HOST = '127.0.0.1';

/** A video of 36 MB in base64, the largest that can be embedded, stays far below this: a larger one gets a refusal. */
const JSON_BODY_LIMIT = 64 * MEGABYTE;

export interface SimulatorOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	/** The same of the storage that takes the chunks of uploads. */
	storagePort?: number;
	/** Start with the demonstration data of `demo.ts`. */
	demo?: boolean;
	apiKeys?: string[];
	switches?: Partial<Switches>;
	clock?: Clock;
	durations?: Partial<StatusDurations>;
	/** Of the chunks of multipart uploads, in bytes; default 16 MiB. */
	chunkBytes?: number;
}

/** A running simulator. What it holds and what it saw are open to tests. */
export interface Simulator {
	/** The base URL for clients; ends in `/v1.3`. */
	url: string;
	/** A key that is accepted. */
	apiKey: string;
	world: World;
	/** May be changed at any time. */
	switches: Switches;
	clock: Clock;
	faults: Faults;
	/** The account's rate limits: none, until a test adds some. */
	quotas: Quotas;
	/** Takes the chunks of multipart uploads. */
	storage: Storage;
	/** Every request, in the order of arrival. */
	requests: LoggedRequest[];
	/** Requests that broke the contract: a client's defects. */
	refusedRequests: RefusedRequest[];
	/** Answers that broke the contract: the simulator's own defects. */
	contractViolations: ContractViolation[];
	/** Connections are dropped, and new ones refused, until `recover`. What the simulator holds and saw stays. */
	outage(): Promise<void>;
	/** Ends an outage, at the same address. */
	recover(): Promise<void>;
	close(): Promise<void>;
}

/** Starts a simulated TwelveLabs account on the loopback interface. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { port = 0, demo = false, apiKeys = [DEFAULT_API_KEY], clock = realClock } = options;
	const closing = new AbortController();
	const switches = { ...DEFAULT_SWITCHES, ...options.switches };
	const frontEndClock = { now: () => clock.now() + switches.dateAheadMs };
	const service: Service = {
		contract: await Contract.load(),
		world: new World(
			clock,
			{ ...DEFAULT_DURATIONS, ...options.durations },
			new Uploads(options.chunkBytes ?? DEFAULT_CHUNK_BYTES),
		),
		switches,
		clock,
		frontEndClock,
		faults: new Faults(),
		quotas: new Quotas(frontEndClock),
		apiKeys,
		journal: new Journal(),
		closing: closing.signal,
	};
	const storage = await startStorage(service.world.uploads, service, options.storagePort);
	if (demo) seedDemo(service.world, clock);
	const app = await createApp(service);
	const origin = await app.listen({ host: HOST, port }).catch(async (error: Error) => {
		await Promise.all([app.close(), storage.close()]);
		throw error;
	});
	const { world, faults, quotas, journal } = service;
	return {
		url: `${origin}${BASE_PATH}`,
		apiKey: apiKeys[0] ?? '',
		world,
		switches,
		clock,
		storage,
		faults,
		quotas,
		requests: journal.requests,
		refusedRequests: journal.refusedRequests,
		contractViolations: journal.contractViolations,
		outage: async () => await stopListening(app.server),
		recover: async () => await listenAgain(app.server, HOST, Number(origin.split(':').at(-1))),
		close: async () => {
			closing.abort();
			await Promise.all([app.close(), storage.close()]);
		},
	};
}

async function createApp(service: Service): Promise<FastifyInstance> {
	const app = fastify({
		forceCloseConnections: true,
		bodyLimit: JSON_BODY_LIMIT,
		// The contract routes, so that even a broken URL is judged by it, and noted.
		rewriteUrl: () => '/',
	});
	// Bodies are judged by the contract, so what Fastify would refuse itself is passed on as text.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text));
	await app.register(multipart, { limits: { fileSize: Infinity, fieldSize: JSON_BODY_LIMIT } });
	app.all('/', async (request, reply) => {
		const { method, originalUrl: url, headers } = request;
		const body = await readBody(request);
		const delivery = await exchange(service, { method, url, headers, body });
		send(delivery, reply, service.frontEndClock, service.closing);
		return reply;
	});
	return app;
}
