import { analysisTaskSubject } from '../subjects/analysisTask';
import { testFaults } from './testFaults';

testFaults(analysisTaskSubject, [
	{
		name: 'activation leaves out a list of running tasks',
		file: 'sources/analysisTask/source.ts',
		from: "running: ['queued', 'pending', 'processing'],",
		to: "running: ['pending', 'processing'],",
	},
	{
		name: 'a task whose answer was not read in time is forgotten',
		file: 'state.ts',
		from: '!finished || postponed.has(_id)',
		to: '!finished',
	},
	{
		name: 'canceled tasks count as running',
		file: 'sources/analysisTask/source.ts',
		from: 'endsOf(ANALYSIS_TASK)',
		to: "['ready', 'failed']",
	},
]);
