import { assetSubject } from '../subjects/asset';
import { testFaults } from './testFaults';

testFaults(assetSubject, [
	{
		name: 'there is no sweep for assets that show up late',
		file: 'scan.ts',
		from: 'await scanLate(findings, source);',
		to: '',
	},
	{
		name: 'a sweep counts though the time was over',
		file: 'scanLate.ts',
		from: 'if (first === undefined && !source.mayGoOn()) return;',
		to: 'if (first === undefined && !source.mayGoOn()) break;',
	},
	{
		name: 'a sweep moves its own begin though it may have missed some',
		file: 'scanLate.ts',
		from: 'if (!walk.complete || begun === undefined) return;',
		to: 'if (begun === undefined) return;',
	},
	{
		name: 'a sweep goes on at the page at which it stopped, whatever was deleted since',
		file: 'scanLate.ts',
		from: 'if (top > open.downTo)',
		to: 'if (true)',
	},
	{
		name: 'activation does not read what is older than a day',
		file: 'firstScan.ts',
		from: 'running.length === 0 && !recent.isWhole',
		to: 'false',
	},
	{
		name: 'IDs of emitted assets are kept no longer than the overlap',
		file: 'reach.ts',
		from: 'const kept = since(reachOf(cursor, sweep), all);',
		to: 'const kept = since(cursor - OVERLAP_MS, all);',
	},
]);
