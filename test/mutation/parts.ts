/** What is mutated, part by part, and the tests that judge it: those of the same folder. */
export interface Part {
	name: string;
	/** Globs of the files that are mutated, without commas: Stryker takes them apart there. */
	mutate: string[];
	/** Glob of the tests that judge it. */
	tests: string;
}

const folder = (path: string): Part => ({
	name: path,
	mutate: [`nodes/${path}/**/*.ts`],
	tests: `test/${path}/**/*.test.ts`,
});

/** A folder without those below it. */
const flatFolder = (path: string): Part => ({
	name: path,
	mutate: [`nodes/${path}/*.ts`],
	tests: `test/${path}/*.test.ts`,
});

const files = (path: string, names: string[]): string[] =>
	names.map((name) => `nodes/${path}/${name}.ts`);

/**
 * The files of the trigger that send nothing. Those that do are judged by thousands of polls: `test/TwelveLabsTrigger/mutants` puts
 * faults into them, and expects random histories to find each.
 */
const TRIGGER = [
	...[
		'findings',
		'lists',
		'oddEntries',
		'overlappingPolls',
		'reach',
		'source',
		'state',
		'stateStore',
	],
	...['sources/*/event', 'sources/eventFields', 'sources/watched', 'sources/wish'],
];

export const PARTS: readonly Part[] = [
	folder('api/rateLimiter'),
	{
		name: 'TwelveLabsTrigger',
		mutate: files('TwelveLabsTrigger', TRIGGER),
		tests: 'test/TwelveLabsTrigger/**/*.test.ts',
	},
	folder('api/client'),
	folder('shared/creating'),
	folder('api/errors'),
	folder('api/paging'),
	folder('api/storage'),
	flatFolder('api'),
	folder('shared/metadata'),
	{
		...folder('shared/locators'),
		// The rest are fields of the panel.
		mutate: files('shared/locators', ['idToListBy', 'idsOfNames', 'label', 'listed', 'search']),
	},
	flatFolder('shared'),
];
