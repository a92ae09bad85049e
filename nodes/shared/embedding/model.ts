import type { IDataObject } from 'n8n-workflow';

import { trimmed } from '../../api/plainText';
import { asInteger, asText, invalid } from '../parameters';

/** The model of indexes: its vectors can be compared with those of indexed assets. */
const DEFAULT_MODEL = 'marengo3.0';

/** Of Marengo 3.0, and of later models where no other one is asked for. */
const DEFAULT_DIMENSION = 512;

/** What makes vectors: those of two models, or of two dimensions, cannot be compared. */
export interface EmbeddingModel {
	/** In TwelveLabs' words, such as `marengo3.5`. */
	name: string;
	/** Undefined for that of the model. */
	dimension?: number;
}

/** Later models take one shape of request for all inputs; Marengo 3.0 has one for each. */
export const takesMultiInput = ({ name }: EmbeddingModel): boolean => name !== DEFAULT_MODEL;

/**
 * The model that options name. One that was added and left empty names none.
 * @throws UserError naming the field, also for a dimension that the model does not have
 */
export function embeddingModelOf({ embeddingModel, dimension }: IDataObject): EmbeddingModel {
	const name = trimmed(asText('Model', embeddingModel ?? '')) || DEFAULT_MODEL;
	if (dimension === undefined || dimension === null || dimension === '') return { name };
	const numbers = asInteger('Dimension', dimension);
	if (numbers < 1) throw invalid('Dimension', dimension, 'is less than 1');
	if (takesMultiInput({ name })) return { name, dimension: numbers };
	if (numbers === DEFAULT_DIMENSION) return { name };
	throw invalid('Dimension', dimension, `needs marengo3.5; ${name} has ${DEFAULT_DIMENSION} only`);
}
