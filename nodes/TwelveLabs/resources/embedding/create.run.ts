import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { ENDPOINTS } from '../../../api/endpoints';
import { advise, detailsOf } from '../../../api/errors/details';
import { factsOf } from '../../../api/errors/facts';
import { withEffect } from '../../../shared/creating/effect';
import { embed } from '../../../shared/embedding/embed';
import { embeddingModelOf } from '../../../shared/embedding/model';
import { withoutGaps } from '../../../shared/output';
import type { EmbeddingVector } from '../../../shared/types';
import { explainAsset } from '../../assetState';
import { withAdditionalFields } from '../../fields/additionalFields';
import { waitsOf } from '../../fields/wait';
import type { Item } from '../../run/item';
import { withTimeLimit } from '../../run/requestOptions';
import { slots } from '../../slots';
import { type Input, inputOf } from './input';
import { vectorItems } from './items';
import { requestBody } from './request';
import { readyToEmbed, UPLOAD_AGAIN } from './wait';

/** A video of ten minutes takes its time, and a silent answer that n8n cuts off is paid for all the same. */
const TIME_LIMIT_MS = 15 * 60_000;

export async function run(item: Item): Promise<IDataObject[]> {
	const waits = waitsOf(item);
	const model = embeddingModelOf(item.options);
	const input = await inputOf(item, model);
	const { text, media } = input;
	const embedding = async (): Promise<EmbeddingVector[]> => {
		const asked = await requestBody(input, model, item.options);
		const body = withAdditionalFields(asked, item.options.additionalFields);
		if (waits.forAsset) await readyToEmbed(item, media?.place.asset_id, waits.begin());
		return await (isOnce(input) ? embedOnce : embedAgain)(item, input, body).catch(
			async (error: unknown) => await Promise.reject(await explained(item, input, error)),
		);
	};
	const vectors = await (media?.file ? withFile(item.connection, embedding) : embedding());
	return vectorItems(item, vectors, {
		...withoutGaps({ text, ...media?.place }),
		model: model.name,
	});
}

/** A request holds its file as text, several times over while it is sent: four of 36 MB are some 500 MB. */
const withFile = slots(4);

/** Audio and videos are paid by their duration; what else is embedded may be repeated, as a search may. */
const isOnce = ({ media }: Input): boolean => media !== undefined && media.kind !== 'image';

const embedAgain = async (item: Item, _: Input, body: IDataObject): Promise<EmbeddingVector[]> =>
	await embed(item.connection, { ...item.request, body });

async function embedOnce(
	item: Item,
	{ type, media }: Input,
	body: IDataObject,
): Promise<EmbeddingVector[]> {
	const connection = withTimeLimit(item, TIME_LIMIT_MS);
	const request = { endpoint: ENDPOINTS.embeddings.createOfMedia, body };
	// The file itself may be large.
	const { name, bytes } = media?.file ?? {};
	const asked = [connection.account, type, media?.place, name, bytes, item.options];
	const vectors = await item.tries.once(asked, async () =>
		withEffect(
			connection,
			(effect) => item.onEffect(effect),
			async (reporting) => await embed(reporting, request),
		),
	);
	item.onEffect('done');
	return vectors;
}

async function explained(item: Item, input: Input, error: unknown): Promise<unknown> {
	if (!(error instanceof NodeApiError)) return error;
	if (isOnce(input) && factsOf(error).effect !== 'none') return advise(error, IF_UNCLEAR);
	const { code, httpStatus } = detailsOf(error);
	if (code === 'video_duration_too_long' || httpStatus === TOO_LARGE) {
		error.message = 'This is too long or too large to be embedded at once';
		return advise(error, input.media?.kind === 'image' ? IF_LARGE_IMAGE : IF_TOO_LARGE);
	}
	return await explainAsset(item, input.media?.place.asset_id, error, UPLOAD_AGAIN);
}

const TOO_LARGE = 413;

const IF_TOO_LARGE =
	'Use Embedding > Start for audio and videos: it takes four hours of them. At once, marengo3.0 takes ten minutes, and marengo3.5 30 seconds and 32 MB. Start Time and End Time under Options choose a part with marengo3.0.';

const IF_LARGE_IMAGE = 'An image may have 32 MB: give a smaller one.';

const IF_UNCLEAR =
	'TwelveLabs may have embedded the file all the same, and charge for it, so it was not sent again. Use Embedding > Start for files that take long: its vectors can be read again for seven days. Timeout under Settings > Request Options sets how long this operation waits, by default 15 minutes.';
