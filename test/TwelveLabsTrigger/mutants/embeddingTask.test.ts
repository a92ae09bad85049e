import { embeddingTaskSubject } from '../subjects/embeddingTask';
import { testFaults } from './testFaults';

testFaults(embeddingTaskSubject, [
	{
		name: 'activation reads another list in the place of what runs',
		file: 'sources/embeddingTask/source.ts',
		from: "running: ['processing'],",
		to: "running: ['failed'],",
	},
	{
		name: 'failed tasks count as running',
		file: 'sources/embeddingTask/source.ts',
		from: 'endsOf(EMBEDDING_TASK)',
		to: 'EMBEDDING_TASK.succeeded',
	},
	{
		name: 'a task whose reason was not read in time is forgotten',
		file: 'state.ts',
		from: '!finished || postponed.has(_id)',
		to: '!finished',
	},
	{
		name: 'what no list shows is not asked for by itself',
		file: 'scanAwaited.ts',
		from: 'await readByIds(findings, source);',
		to: '',
	},
]);
