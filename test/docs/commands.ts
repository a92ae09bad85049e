import { FILES, readText } from './repository';
import type { Page } from './page';

const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };

/** Runs the commands of the README themselves. */
const BY_HAND = {
	file: 'test/e2e/parts/installByHand.ts',
	text: "commandsUnder(stage.repository, 'Install')",
};

/** Commands that are no script of this package: the file that runs each, and where in it; none where no test can run it. */
const OTHERS: Record<string, { file: string; text: string } | 'not run'> = {
	'npm ci': { file: '.ci/run', text: '\nnpm ci\n' },
	'mkdir -p ~/.n8n/nodes': BY_HAND,
	'cd ~/.n8n/nodes': BY_HAND,
	'npm install n8n-nodes-twelvelabs': BY_HAND,
	// n8n's own uninstalling is tested; npm's is npm's.
	'npm uninstall n8n-nodes-twelvelabs': 'not run',
	// Needs a published version.
	'npm view n8n-nodes-twelvelabs dist.integrity': 'not run',
	// Needs a registry of images.
	'docker run -p 5678:5678 -v n8n_data:/home/node/.n8n docker.n8n.io/n8nio/n8n': 'not run',
};

/** Where a script reads the words and options behind `--`. */
const READERS: Record<string, string> = {
	start: 'scripts/options.ts',
	simulator: 'simulator/main.ts',
	bench: 'test/bench/main.ts',
	'release:prepare': 'scripts/release/prepare.ts',
	mutation: 'test/mutation/main.ts',
};

/** @returns each command of a page that this package does not have, or that no file of it runs */
export function unknownCommands({ fences, codes }: Page): string[] {
	const fenced = fences
		.filter(({ lang }) => ['bash', 'sh', 'shell', 'console'].includes(lang))
		.flatMap(({ text }) => text.replace(/\\\n\s*/g, ' ').split('\n'));
	const inText = codes.filter((code) =>
		/^(?:[A-Z_]+=\S+ )*(?:npm (?:start|test|run)|npx) ?/.test(code),
	);
	return [...fenced, ...inText]
		.flatMap((line) => line.split(' && '))
		.map((command) => command.trim())
		.filter((command) => command !== '' && !command.startsWith('#') && !isRunnable(command));
}

function isRunnable(command: string): boolean {
	const runBy = OTHERS[command];
	if (runBy === 'not run') return true;
	if (runBy !== undefined) return readText(runBy.file).includes(runBy.text);
	const [program, ...words] = command.replace(/^(?:[A-Z_]+=\S+ )+/, '').split(/\s+/);
	if (program === 'npx') return isToolOnFiles(words);
	if (program !== 'npm') return false;
	const [script, ...rest] = words[0] === 'run' ? words.slice(1) : words;
	if (scripts[script] === undefined) return false;
	return argumentsOf(rest).every((argument) => takes(script, argument));
}

const argumentsOf = (words: string[]): string[] => words.filter((word) => word !== '--');

/** `npx eslint FILE`, `npx jest test/api`: a tool of this package on files that it has. */
const isToolOnFiles = ([tool, ...files]: string[]): boolean =>
	['eslint', 'jest', 'prettier', 'tsc'].includes(tool) &&
	files.every(
		(file) =>
			file.startsWith('-') || file === 'FILE' || FILES.some((path) => path.startsWith(file)),
	);

function takes(script: string, argument: string): boolean {
	if (script === 'test:e2e') return partNames().some((name) => name.includes(argument));
	const reader = READERS[script];
	const word = argument.replace(/^--/, '');
	return reader !== undefined && new RegExp(`\\b${word}\\b`).test(readText(reader));
}

const partNames = (): string[] =>
	FILES.filter((path) => path.startsWith('test/e2e/parts/')).flatMap((path) =>
		[...readText(path).matchAll(/^\s*name: [`'](.+)[`'],$/gm)].map(([, name]) =>
			name.toLowerCase(),
		),
	);
