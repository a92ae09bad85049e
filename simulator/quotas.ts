import type { Clock } from './clock';
import type { Delivery } from './delivery';
import type { EmbeddingRequest } from './embedding/request';
import { isMeant, type LoggedRequest, type Meant } from './journal';
import { createMeter, type Meter, type MeterRule } from './meters';
import type { Switches } from './switches';
import { headersAlways, tooMany, type Standing, type LimitReport } from './tooMany';

/**
 * The operations that share a documented rate limit, by its category. Pages of a search, status and lists of tasks are in
 * none.
 */
export const CATEGORIES = {
	search: ['search.create'],
	analyze: ['root.analyze', 'analyzeAsync-tasks.create'],
	/** Embeddings have two limits, by what is embedded. */
	embedMedia: (request: LoggedRequest) => embeds(request) && hasTimedMedia(request),
	embedText: (request: LoggedRequest) => embeds(request) && !hasTimedMedia(request),
} satisfies Record<string, Meant>;

const embeds = ({ operationId = '' }: LoggedRequest): boolean =>
	['embed-v2.create', 'embed-v2-tasks.create'].includes(operationId);

/** Whether a video or an audio file is embedded, alone or with text and images. */
function hasTimedMedia({ body }: LoggedRequest): boolean {
	const { input_type: type, multi_input: input } = Object(body) as Partial<EmbeddingRequest>;
	const sources = input?.media_sources ?? [];
	return [type, ...sources.map((source) => source.media_type)].some(
		(each) => each === 'video' || each === 'audio',
	);
}

/** A rate limit of the account: so many requests in so much time. */
export interface QuotaRule extends MeterRule, LimitReport {
	/** Which requests share it; without it, every request. */
	on?: Meant;
	/**
	 * Whether a refused request uses up the quota too, whichever quota refused it. Default false. A bucket knows no
	 * such thing.
	 */
	countsRefused?: boolean;
}

/** What the quotas say to one request. */
interface Admission {
	/** The 429, in the place of any effect. */
	refused?: Delivery;
	/** What an answer that is not refused carries. */
	headers: Record<string, string>;
}

/** One quota at work. */
export class Quota {
	/** Requests that passed this quota and all others. */
	accepted = 0;
	/** The 429 answers this quota gave. */
	refused = 0;
	private readonly meter: Meter;

	constructor(
		readonly rule: Readonly<QuotaRule>,
		now: number,
	) {
		const { limit, windowMs, used = 0 } = rule;
		if (![limit, windowMs].every((number) => Number.isInteger(number) && number > 0)) {
			throw new Error(`A quota has a whole limit and windowMs above 0, not ${limit}, ${windowMs}.`);
		}
		if (!Number.isInteger(used) || used < 0) {
			throw new Error(`What a quota has used up is a whole number, not ${used}.`);
		}
		this.meter = createMeter(rule, now);
	}

	isFull(now: number): boolean {
		return this.meter.used(now) >= this.rule.limit;
	}

	/** Takes note of a request that all quotas accepted, or that the given one refused. */
	note(now: number, refusedBy: Quota | undefined): void {
		const { algorithm, countsRefused = false } = this.rule;
		if (refusedBy === undefined) this.accepted += 1;
		if (refusedBy === this) this.refused += 1;
		if (refusedBy === undefined || (countsRefused && algorithm !== 'bucket')) this.meter.count(now);
	}

	standing(now: number): Standing {
		const { limit, windowMs } = this.rule;
		return { limit, windowMs, now, used: this.meter.used(now), roomAt: this.meter.roomAt(now) };
	}
}

/**
 * The rate limits of one simulator. They stand in front of faults and effects, as a gateway would: a request that is
 * refused has done nothing. One that does not fit the contract counts like any other.
 */
export class Quotas {
	private quotas: Quota[] = [];

	constructor(private readonly clock: Clock) {}

	add(rule: QuotaRule): Quota {
		const quota = new Quota(rule, this.clock.now());
		this.quotas.push(quota);
		return quota;
	}

	clear(): void {
		this.quotas = [];
	}

	/** The first full quota refuses the request; only one that passes them all is counted by them all. */
	admit(request: LoggedRequest, shape: Switches['errorShape']): Admission {
		const now = this.clock.now();
		const covering = this.quotas.filter(({ rule }) => isMeant(rule.on, request));
		const full = covering.find((quota) => quota.isFull(now));
		for (const quota of covering) quota.note(now, full);
		const headers = headersOfAll(covering, now);
		if (!full) return { headers };
		const refused = tooMany(full.rule, full.standing(now), shape);
		refused.answer.headers = { ...headers, ...refused.answer.headers };
		return { headers, refused };
	}
}

/** Where several quotas have the same header, the one with the least room has the word. */
function headersOfAll(quotas: Quota[], now: number): Record<string, string> {
	const headers: Record<string, string> = {};
	const standings = quotas.map((quota) => ({ rule: quota.rule, standing: quota.standing(now) }));
	standings.sort((a, b) => roomIn(b.standing) - roomIn(a.standing));
	for (const { rule, standing } of standings) Object.assign(headers, headersAlways(rule, standing));
	return headers;
}

function roomIn({ limit, used }: Standing): number {
	return limit - used;
}
