/** What is mutated, part by part, and the tests that judge it: those of the same folder. */
export interface Part {
	name: string;
	/** Globs of the files that are mutated. */
	mutate: string[];
	/** Folders of tests. */
	tests: string[];
}

const folder = (path: string, tests = [`test/${path}`]): Part => ({
	name: path,
	mutate: [`nodes/${path}/**/*.ts`],
	tests,
});

/** The trigger without what n8n calls, and what asks n8n for its data. */
const TRIGGER =
	'{backlog,completions,findings,firstScan,lists,oddEntries,overlappingPolls,pollOnce,scan,scanAwaited,scanLimits,scanNew,source,state,stateStore}';

export const PARTS: readonly Part[] = [
	folder('api/rateLimiter'),
	{
		name: 'TwelveLabsTrigger',
		mutate: [`nodes/TwelveLabsTrigger/${TRIGGER}.ts`, 'nodes/TwelveLabsTrigger/sources/*/event.ts'],
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
		mutate: ['nodes/shared/locators/{idToListBy,idsOfNames,label,listed,search}.ts'],
	},
	{ name: 'shared', mutate: ['nodes/shared/*.ts'], tests: ['test/shared'] },
];
