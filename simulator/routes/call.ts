import type { SentRequest } from '../contract';
import type { Answer } from '../errors';
import type { Switches } from '../switches';
import type { World } from '../world';

/** One call of the API as a handler sees it: checked against the contract, in the contract's types. */
export interface Call<Path = unknown, Query = unknown, Body = unknown> {
	world: World;
	switches: Switches;
	now: number;
	path: Path;
	query: Query;
	body: Body;
	/** By name, in lower case. */
	headers: SentRequest['headers'];
}

export type Handler = (call: Call) => Answer;

/** Gives a handler the types of its call. The contract has checked them, so this is the one cast there is. */
export function handler<Path, Query = unknown, Body = unknown>(
	handle: (call: Call<Path, Query, Body>) => Answer,
): Handler {
	return (call) => handle(call as Call<Path, Query, Body>);
}
