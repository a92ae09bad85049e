import { indexedAssetSubject } from '../subjects/indexedAsset';
import { testFaults } from './testFaults';

testFaults(indexedAssetSubject, [
	{
		name: 'the cursor is the local clock',
		file: 'scanNew.ts',
		from: 'this.newest = Math.max(this.newest, newestOf(data, serverTime));',
		to: 'this.newest = Date.now();',
	},
	{
		name: 'there is no overlap',
		file: 'reach.ts',
		from: 'export const OVERLAP_MS = 5 * 60_000;',
		to: 'export const OVERLAP_MS = 0;',
	},
	{
		name: 'the state is written before the last responses have arrived',
		file: 'pollOnce.ts',
		from: 'const { events, postponed } = await eventsOf(finished);',
		to: `store.write({ ...advance(state, findings), rev: findings.rev });
			const { events, postponed } = await eventsOf(finished);`,
	},
	{
		name: 'the list is narrowed by the updated_at filter',
		file: 'sources/indexedAsset/source.ts',
		from: 'page_limit: PAGE_SIZE,',
		to: `page_limit: PAGE_SIZE, ...(list === 'everything' && { updated_at: '2026-01-05T12:00:00Z' }),`,
	},
	{
		name: 'the state is changed in place',
		file: 'pollOnce.ts',
		from: 'if (next !== current) store.write(next);',
		to: 'Object.assign(current, next);',
	},
	{
		name: 'the cursor moves though entries may have been missed',
		file: 'scanNew.ts',
		from: 'if (walk.page !== undefined || !walk.complete) return;',
		to: '',
	},
	{
		name: 'pages that moved up are not read again',
		file: '../api/paging/pageWalk.ts',
		from: 'const fall = Math.max(0, -change);',
		to: 'const fall = 0;',
	},
	{
		name: 'a page behind a gap counts as if there were none',
		file: '../api/paging/coverage.ts',
		from: 'if (start > this.end) {',
		to: 'if (false) {',
	},
	{
		name: 'activation begins with a list that was not read in full',
		file: '../api/paging/coverage.ts',
		from: 'this.end -= fall;',
		to: '',
	},
	{
		name: 'the mark of a backlog moves beyond what was read',
		file: 'backlog.ts',
		from: 'mark = Math.max(mark, newestOf(entries, now));',
		to: 'mark = now;',
	},
	{
		name: 'a chunk of a backlog counts though the time was over',
		file: 'backlog.ts',
		from: 'if (!mayGoOn()) return undefined;\n\t\tconst page',
		to: 'if (!mayGoOn()) break;\n\t\tconst page',
	},
	{
		name: 'postponed events are forgotten',
		file: 'state.ts',
		from: '!finished || postponed.has(_id)',
		to: '!finished',
	},
	{
		name: 'what may still appear late is not waited for',
		file: 'scanNew.ts',
		from: 'now > newest + OVERLAP_MS',
		to: 'true',
	},
	{
		name: 'a poll does not notice that another one has overtaken it',
		file: 'pollOnce.ts',
		from: 'current.rev !== findings.rev',
		to: 'false',
	},
	{
		name: 'what is still running is not saved',
		file: 'state.ts',
		from: 'awaited.add(_id);\n\t\t\tcontinue;',
		to: 'continue;',
	},
	{
		name: 'activation emits what finished long before',
		file: 'state.ts',
		from: 'done.map(({ _id, createdAt = cursor }): Emitted => [_id, createdAt]);',
		to: '[];',
	},
]);
