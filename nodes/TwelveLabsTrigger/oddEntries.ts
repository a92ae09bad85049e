import { NodeOperationError, type IPollFunctions } from 'n8n-workflow';

/** So many entries are kept; beyond, the oldest is reported once more. */
const MAX_KEPT = 1_000;

/** What was reported, by workflow, node and ID: in the process, since n8n drops the state of a poll that throws. */
const warned = new Set<string>();
const thrown = new Set<string>();

/** Entries that do not say when they were created, so it is uncertain whether they are new. */
interface OddEntries {
	/** Writes a warning to the log, once for each entry. */
	add(ids: ReadonlySet<string>): void;
	/** The error where a poll has no events, once for each entry. */
	error(): NodeOperationError | undefined;
}

/**
 * Reports odd entries, without keeping the others back.
 * @param one what an entry is called, such as 'indexed asset'
 */
export function reportOddEntries(context: IPollFunctions, one: string): OddEntries {
	const prefix = `${context.getWorkflow().id} ${context.getNode().id}`;
	const newIn = (reported: Set<string>, ids: Iterable<string>) =>
		[...ids].filter((id) => !reported.has(`${prefix} ${id}`));
	const keep = (reported: Set<string>, ids: string[]) => {
		for (const id of ids) reported.add(`${prefix} ${id}`);
		for (const key of reported) if (reported.size > MAX_KEPT) reported.delete(key);
	};
	let found: ReadonlySet<string> = new Set();
	return {
		add(ids) {
			found = ids;
			const fresh = newIn(warned, ids);
			if (fresh.length === 0) return;
			keep(warned, fresh);
			context.logger.warn(messageOf(one, fresh));
		},
		error() {
			const fresh = newIn(thrown, found);
			if (fresh.length === 0) return undefined;
			keep(thrown, fresh);
			return new NodeOperationError(context.getNode(), messageOf(one, fresh), {
				description:
					'The trigger cannot say whether it is new without that, and leaves it out. All others are watched as before. Ask TwelveLabs about this entry.',
			});
		},
	};
}

const messageOf = (one: string, [first, ...others]: string[]): string =>
	`TwelveLabs does not say when ${one} ${first} was created${others.length > 0 ? `, nor ${others.length} others` : ''}`;
