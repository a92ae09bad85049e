import type { IDataObject } from 'n8n-workflow';

import type { Index } from '../../../shared/types';

/** An index, small and flat. */
export function simplifiedIndex(answer: IDataObject): IDataObject {
	const { _id, index_name, video_count, total_duration, models, ...times } =
		answer as Partial<Index>;
	const { expires_at, created_at, updated_at } = times;
	return {
		_id,
		index_name,
		video_count,
		total_duration,
		models: Array.isArray(models) ? models.map(modelText).join(', ') : undefined,
		expires_at,
		created_at,
		updated_at,
	};
}

/** Such as `marengo3.0 (visual, audio)`. */
function modelText({ model_name, model_options }: NonNullable<Index['models']>[number]): string {
	const options = Array.isArray(model_options) ? ` (${model_options.join(', ')})` : '';
	return `${model_name}${options}`;
}
