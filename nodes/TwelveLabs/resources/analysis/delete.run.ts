import { advise, isConflict } from '../../../api/errors/details';
import { deleteEntity } from '../../entities';
import type { Run } from '../../operation';

export const run: Run = async (item) =>
	await deleteEntity(item, 'taskId', { one: 'analysis task', idName: 'task_id' }).catch(
		async (error: unknown) => await Promise.reject(explained(error)),
	);

function explained(error: unknown): unknown {
	if (!isConflict(error)) return error;
	return advise(error, 'It is being processed. Cancel it first, or wait for its end.');
}
