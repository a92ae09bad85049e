import { NodeOperationError, type IPollFunctions } from 'n8n-workflow';

/** Entries that were reported, by workflow, node and ID: in the process, since n8n drops the state of a poll that throws. */
const reported = new Set<string>();

/** The set is bounded: beyond, the oldest is reported once more. */
const MAX_REPORTED = 1_000;

/** Entries that do not say when they were created, so it is unknown whether they are new. */
interface OddEntries {
	add(ids: ReadonlySet<string>): void;
	/** What is to be reported and was not yet: once as a warning in the log, and as an error where a poll has no events. */
	error(): NodeOperationError | undefined;
}

/** Reports odd entries once, without keeping the others back. */
export function reportOddEntries(context: IPollFunctions): OddEntries {
	const prefix = `${context.getWorkflow().id} ${context.getNode().id}`;
	let unreported: string[] = [];
	return {
		add(ids) {
			unreported = [...ids].filter((id) => !reported.has(`${prefix} ${id}`));
			if (unreported.length > 0) context.logger.warn(messageOf(unreported));
		},
		error() {
			if (unreported.length === 0) return undefined;
			for (const id of unreported) reported.add(`${prefix} ${id}`);
			for (const key of reported) if (reported.size > MAX_REPORTED) reported.delete(key);
			return new NodeOperationError(context.getNode(), messageOf(unreported), {
				description:
					'The trigger cannot say whether it is new without that, and leaves it out. All others are watched as before. Ask TwelveLabs about this entry.',
			});
		},
	};
}

const messageOf = ([first, ...others]: string[]): string =>
	`TwelveLabs does not say when indexed asset ${first} was created${others.length > 0 ? `, nor ${others.length} others` : ''}`;
