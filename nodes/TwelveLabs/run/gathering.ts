import type { Connection } from '../../api/client/connection';
import type { ApiRequest, ApiResponse } from '../../api/client/request';

/** A request of an item, before it is sent together with those of other items. */
export interface Part {
	connection: Connection;
	request: ApiRequest;
}

/** How an operation sends requests of several items as one. */
export interface Together {
	/** How many requests one may stand for. */
	max: number;
	/** @returns for each of them what it came to, as if it had been sent by itself */
	send(parts: readonly Part[]): ReadonlyArray<Promise<ApiResponse>>;
}

/** An item's place among those that are gathered. */
export interface Gatherer {
	/** Sends a request of the item when no other item can still join it. What is sent later leaves by itself. */
	send(part: Part, together: Together): Promise<ApiResponse>;
	/** To be called where the item ends, or waits for what another item may hold: the others do not wait for it. */
	leave(): void;
}

/** Requests that leave as one. */
interface Group {
	parts: Part[];
	together: Together;
	sent: Promise<ReadonlyArray<Promise<ApiResponse>>>;
	begin: () => void;
}

/**
 * Gathers requests of the items that n8n starts together. A group is sent when it is full, or when each item has joined one,
 * has left or has ended: nothing waits for a time.
 */
export class Gathering {
	private readonly groups = new Map<string, Group>();

	/** @param expected how many items may join */
	constructor(private expected: number) {}

	/** To be called once for each item. */
	place(): Gatherer {
		let isExpected = true;
		const leave = () => {
			if (!isExpected) return;
			isExpected = false;
			this.expected--;
			if (this.expected === 0) for (const key of [...this.groups.keys()]) this.sendGroup(key);
		};
		return {
			leave,
			send: async (part, together) => {
				if (!isExpected) return await together.send([part])[0];
				const { group, at } = this.join(part, together);
				// An item that waits for others makes room for the next ones.
				part.connection.onSend?.();
				leave();
				return await (
					await group.sent
				)[at];
			},
		};
	}

	private join(part: Part, together: Together): { group: Group; at: number } {
		const key = keyOf(part);
		const group = this.groups.get(key) ?? newGroup(together);
		this.groups.set(key, group);
		const at = group.parts.push(part) - 1;
		if (group.parts.length >= together.max) this.sendGroup(key);
		return { group, at };
	}

	private sendGroup(key: string): void {
		this.groups.get(key)?.begin();
		this.groups.delete(key);
	}
}

/** What has to be the same for requests to leave as one. */
const keyOf = ({ connection, request: { endpoint, ids } }: Part): string =>
	JSON.stringify([
		connection.account,
		connection.settings,
		connection.timeLimits,
		[endpoint.method, endpoint.path, ids],
	]);

function newGroup(together: Together): Group {
	const parts: Part[] = [];
	let begin = () => {};
	const sent = new Promise<void>((resolve) => {
		begin = resolve;
	}).then(() => together.send(parts));
	return { parts, together, sent, begin };
}
