/** What is switched on in HTTP Request. */
export interface Setup {
	isBatched?: boolean;
	isTriedAgain?: boolean;
}

/** By name. */
export const HTTP_REQUESTS = {
	'HTTP Request': {},
	'HTTP Request, Retry On Fail': { isTriedAgain: true },
	'HTTP Request, batching': { isBatched: true },
	'HTTP Request, batching and Retry On Fail': { isBatched: true, isTriedAgain: true },
} as const satisfies Record<string, Setup>;

type HttpRequestWay = keyof typeof HTTP_REQUESTS;

export const OWN_WAY = 'Index Asset';

/** A way to index many assets. */
export type WayName = typeof OWN_WAY | HttpRequestWay;

export const WAYS: readonly WayName[] = [
	OWN_WAY,
	...(Object.keys(HTTP_REQUESTS) as HttpRequestWay[]),
];
