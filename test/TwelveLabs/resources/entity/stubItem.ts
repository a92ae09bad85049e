import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../../../nodes/api/endpoints';
import { Tries } from '../../../../nodes/shared/creating/tries';
import type { Item } from '../../../../nodes/TwelveLabs/run/item';
import { stubConnection } from '../../../stubConnection';

export const COLLECTION = '6a10000000000000000000c1';
export const ENTITY = '6a20000000000000000000e1';

interface Sent {
	method?: string;
	body?: IDataObject;
}

type Respond = (request: Sent) => { headers?: object; body: IDataObject };

/** Items of one run, about the same entity, and what they have sent. */
export function itemsAbout(endpoint: Endpoint, respond: Respond) {
	const sent: Sent[] = [];
	const connection = stubConnection(({ method, body }) => {
		const request = {
			method,
			...(typeof body === 'string' && { body: JSON.parse(body) as IDataObject }),
		};
		sent.push(request);
		return respond(request);
	});
	const ids = { entityCollectionId: COLLECTION, entityId: ENTITY };
	const itemWith = (parameters: IDataObject, options: IDataObject = {}) =>
		({
			connection,
			request: { endpoint, ids },
			parameter: (name: string) => ({ output: 'raw', ...parameters })[name],
			id: (name: keyof typeof ids) => ids[name],
			options,
			facts: {},
			tries: new Tries(),
		}) as unknown as Item;
	return { sent, itemWith };
}
