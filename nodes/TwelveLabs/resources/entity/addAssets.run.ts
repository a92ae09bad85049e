import type { Run } from '../../operation';
import { changeAssets } from './changeAssets';
import { explainImages } from './images';

export const run: Run = async (item) =>
	await changeAssets(item, {
		areHeld: true,
		explain: async (error, ids) => await explainImages(item, ids, error),
	});
