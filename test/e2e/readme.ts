import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The shell commands that the README has under a heading, taken from its fenced `bash` blocks, as one script.
 * @throws Error naming the heading when there is none, or when no command is under it
 */
export async function commandsUnder(repository: string, heading: string): Promise<string> {
	const lines = (await readFile(join(repository, 'README.md'), 'utf8')).split('\n');
	let isUnder = false;
	let isFound = false;
	let fence: string | undefined;
	const commands: string[] = [];
	for (const line of lines) {
		if (line.startsWith('```')) {
			fence = fence === undefined ? line.slice(3).trim() : undefined;
		} else if (fence === undefined && /^#+ /.test(line)) {
			isUnder = line.replace(/^#+ /, '').trim() === heading;
			isFound ||= isUnder;
		} else if (isUnder && fence === 'bash') commands.push(line);
	}
	if (!isFound) throw new Error(`README.md has no heading "${heading}"`);
	if (commands.length === 0) throw new Error(`README.md has no bash block under "${heading}"`);
	return commands.join('\n');
}
