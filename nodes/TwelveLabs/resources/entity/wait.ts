import { ENTITY } from '../../../shared/lifecycles';
import type { Entity } from '../../../shared/types';
import { type Deadline, inWords, waitForEnd } from '../../../shared/waitForEnd';
import type { Item } from '../../run/item';
import { createdButGone, doing, reporting, waitEnded } from '../../wait';
import { readOne } from './readOne';

/**
 * Waits until a search finds an entity.
 * @param done what is not to be done again, as the begin of a sentence
 * @param isCurrent see `waitForEnd`
 * @returns the entity, ready
 * @throws NodeOperationError when the time is over: no status of failure is documented; NodeApiError when waiting does not help
 */
export async function entityReady(
	item: Item,
	{
		collectionId,
		id,
		done,
		isCurrent,
	}: {
		collectionId: string;
		id: string;
		done: string;
		isCurrent?: (entity: Entity) => boolean;
	},
	deadline: Deadline,
): Promise<Entity> {
	const end = await waitForEnd<Entity>(ENTITY, {
		deadline,
		cancel: item.cancel,
		read: async (endsAt) => await readOne({ ...item.connection, endsAt }, collectionId, id),
		isCurrent,
		onRunning: reporting(item, `Entity ${id}`),
	}).catch(async (error: unknown) => {
		return await Promise.reject(
			createdButGone(
				error,
				`entity ${id}`,
				`Read entity ${id} with Get in a minute, before you run the item again. It may also have been deleted meanwhile.`,
			),
		);
	});
	if (end.state === 'succeeded') return end.entry;
	const status = end.entry?.status;
	const was = doing(status, ENTITY.running) ?? 'being processed';
	throw waitEnded(item, `The entity was still ${was} after ${inWords(deadline.ms)}`, {
		about: { status },
		next: `${done}: read its status with Get. Where it stays so, replace its images by others that show the face clearly.${end.state === 'running' ? end.missed : ''}`,
	});
}
