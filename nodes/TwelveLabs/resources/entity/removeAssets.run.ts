import type { NodeApiError } from 'n8n-workflow';

import { advise, hasStatus } from '../../../api/errors/details';
import type { Run } from '../../operation';
import { changeAssets } from './changeAssets';
import { MAY_BE_THE_IMAGES } from './images';

export const run: Run = async (item) =>
	await changeAssets(item, { areHeld: false, explain: explainRefusal });

const explainRefusal = (error: NodeApiError): NodeApiError =>
	hasStatus(error, MAY_BE_THE_IMAGES) ? advise(error, LAST_IMAGE) : error;

const LAST_IMAGE =
	'An entity keeps at least one image: add another one first, or delete the entity. Otherwise correct what TwelveLabs names.';
