/** What is mutated, part by part, and the tests that judge it: those of the same folder. */
export interface Part {
	name: string;
	/** Globs of the files that are mutated, without commas: Stryker takes them apart there. */
	mutate: string[];
	/** Folders of tests. */
	tests: string[];
}

const folder = (path: string, tests = [`test/${path}`]): Part => ({
	name: path,
	mutate: [`nodes/${path}/**/*.ts`],
	tests,
});

const files = (path: string, names: string[]): string[] =>
	names.map((name) => `nodes/${path}/${name}.ts`);

/** The trigger without what n8n calls, and what asks n8n for its data. */
const TRIGGER = [
	...['backlog', 'completions', 'findings', 'firstScan', 'lists', 'oddEntries', 'overlappingPolls'],
	...['pollOnce', 'scan', 'scanAwaited', 'scanLimits', 'scanNew', 'source', 'state', 'stateStore'],
];

export const PARTS: readonly Part[] = [
	folder('api/rateLimiter'),
	{
		name: 'TwelveLabsTrigger',
		mutate: files('TwelveLabsTrigger', [...TRIGGER, 'sources/*/event']),
		tests: ['test/TwelveLabsTrigger'],
	},
	folder('api/client'),
	folder('shared/creating'),
	folder('api/errors'),
	folder('api/paging'),
	folder('api/storage'),
	{ name: 'api', mutate: ['nodes/api/*.ts'], tests: ['test/api'] },
	folder('shared/metadata'),
	{
		...folder('shared/locators'),
		// The rest are fields of the panel.
		mutate: files('shared/locators', ['idToListBy', 'idsOfNames', 'label', 'listed', 'search']),
	},
	{ name: 'shared', mutate: ['nodes/shared/*.ts'], tests: ['test/shared'] },
];
