import type { Run } from '../../operation';
import { promptOf } from './prompt';
import { runTask } from './runTask';

export const run: Run = async (item) => await runTask(item, promptOf(item));
