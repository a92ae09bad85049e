import Table from 'cli-table3';

/** What was done, and what came of it. */
export type Row = [step: string, result: string];

/** Writes to people, not to programs. */
export function say(text = ''): void {
	process.stdout.write(`${text}\n`);
}

/** A table without colours, so that it reads the same in a terminal and in a log. */
export function table(rows: Row[], head: Row = ['Step', 'Result']): string {
	const drawn = new Table({
		head,
		style: { head: [], border: [], compact: true },
	});
	drawn.push(...rows);
	return drawn.toString();
}

/** e.g. `1 min 12 s` */
export function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1_000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
