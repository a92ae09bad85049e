import type { NodeApiError } from 'n8n-workflow';

import { advise, hasStatus } from '../../../api/errors/details';
import { ENDPOINTS } from '../../../api/endpoints';
import { isSameName } from '../../../shared/names';
import { outputShape } from '../../../shared/output';
import type { EntityCollection } from '../../../shared/types';
import { createNamed } from '../../createNamed';
import { withAdditionalFields } from '../../fields/additionalFields';
import { givenDescription } from '../../fields/description';
import { requiredName } from '../../fields/name';
import type { Run } from '../../operation';
import { simplifiedCollection } from './simplified';

export const run: Run = async (item) => {
	const shape = outputShape(item, simplifiedCollection);
	const name = requiredName(item, 'entityCollectionName', 'the collection');
	const asked = { name, ...givenDescription(item) };
	const created = await createNamed<EntityCollection>(item, {
		body: withAdditionalFields(asked, item.options.additionalFields),
		name,
		one: 'entity collection',
		list: { endpoint: ENDPOINTS.entityCollections.list },
		filterName: 'name',
		isAlike: (entry) => isSameName(entry.name ?? '', name),
		lookUp: 'Entity Collection > Get Many',
		explain: async (error) => explainRefusal(error),
	});
	item.facts._id = created._id;
	// What was asked for stands in for what an answer lacks.
	return [shape({ ...asked, ...created })];
};

/** Which status and code a second collection on the Free plan has is undocumented. */
const MAY_BE_THE_PLAN = [400, 402, 403, 409, 422];

const explainRefusal = (error: NodeApiError): NodeApiError =>
	hasStatus(error, MAY_BE_THE_PLAN) ? advise(error, ONE_COLLECTION) : error;

const ONE_COLLECTION =
	'Correct what TwelveLabs names. The Free plan has one entity collection: where there is one already, use that, or upgrade the plan in the TwelveLabs dashboard.';
