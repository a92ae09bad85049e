import { requireThat } from '../errors';
import { isNewModel, type EmbeddingSettings } from './request';

/** No such limit is documented; above it, the simulator would only be slow. */
const MAX_DIMENSION = 4_096;

const OF_NEW_MODEL = ['embedding_dimension', 'embedding_uncertainty', 'auto_truncate'] as const;

/** Refuses what does not go with the model. */
export function checkSettings(settings: EmbeddingSettings & { auto_truncate?: boolean }): void {
	for (const name of OF_NEW_MODEL) {
		requireThat(isNewModel(settings) || !settings[name], `${name} needs marengo3.5`);
	}
	const { embedding_dimension: dimension = 1 } = settings;
	requireThat(
		dimension >= 1 && dimension <= MAX_DIMENSION,
		`embedding_dimension is 1 to ${MAX_DIMENSION}`,
	);
}
