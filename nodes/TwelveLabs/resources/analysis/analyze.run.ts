import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { read } from '../../../api/client/send';
import { foreignAnswer } from '../../../api/errors/apiError';
import { advise, detailsOf, setDetails } from '../../../api/errors/details';
import { factsOf } from '../../../api/errors/facts';
import { withEffect } from '../../../shared/creating/effect';
import { withoutGaps } from '../../../shared/output';
import type { AnalysisResult } from '../../../shared/types';
import { withAdditionalFields } from '../../fields/additionalFields';
import { videoSourceOf } from '../../fields/videoSource';
import { waitsOf } from '../../fields/wait';
import type { Item } from '../../run/item';
import { withTimeLimit } from '../../run/requestOptions';
import { answerOf, isJsonFormat } from '../../../shared/analysisAnswer';
import { hintAtAnswer } from './answer';
import { promptOf } from './prompt';
import { explainRefusal } from './refusal';
import { onlySegments, requestFieldsOf, UNLIMITED } from './requestFields';
import { textBeforeCut, wholeAnswer } from './streamedAnswer';
import { readyToAnalyze } from './wait';

/** A video of an hour takes minutes, and a silent answer that n8n cuts off is paid for all the same. */
const TIME_LIMIT_MS = 15 * 60_000;

export async function run(item: Item): Promise<IDataObject[]> {
	const waits = waitsOf(item);
	const video = videoSourceOf(item);
	const body = bodyOf(item, { video, ...promptOf(item) });
	const connection = withTimeLimit(item, TIME_LIMIT_MS);
	if (waits.forAsset) await readyToAnalyze(item, video, waits.begin());
	const { account } = connection;
	const result = await item.tries.once([account, item.request, body], async () =>
		resultOf({ ...item, connection }, body),
	);
	item.onEffect('done');
	const isJson = isJsonFormat((body.response_format as { type?: string } | undefined)?.type);
	hintAtAnswer(item, result, isJson);
	return [withoutGaps({ asset_id: video.asset_id, ...answerOf(result, isJson) })];
}

function bodyOf(item: Item, asked: IDataObject): IDataObject {
	const fields = requestFieldsOf(item.options);
	if (fields.max_tokens === UNLIMITED) throw onlySegments();
	const body = withAdditionalFields({ ...asked, ...fields }, item.options.additionalFields);
	// What the server streams by default, and what Additional Fields may ask for, could be cut unseen.
	return { ...body, stream: false };
}

/** It is never repeated where it may have been done: each analysis is paid. */
async function resultOf(item: Item, body: IDataObject): Promise<AnalysisResult> {
	const { connection, request } = item;
	try {
		const result = await withEffect(
			connection,
			(effect) => item.onEffect(effect),
			async (reporting) =>
				await read<AnalysisResult>(reporting, { ...request, body, whole: wholeAnswer }),
		);
		if (isAnswer(result.data)) return result;
		return await Promise.reject(
			foreignAnswer(connection, request, { statusCode: 200, headers: {}, body: result }),
		);
	} catch (error) {
		return await Promise.reject(await explained(item, body, error));
	}
}

const isAnswer = (data: unknown): boolean =>
	typeof data === 'string' || (typeof data === 'object' && data !== null);

async function explained(item: Item, body: IDataObject, error: unknown): Promise<unknown> {
	if (!(error instanceof NodeApiError)) return error;
	if (factsOf(error).effect === 'none') return await explainRefusal(item, body, error, IF_TOO_LONG);
	const text = textBeforeCut(factsOf(error).received);
	if (text === undefined) return advise(error, IF_UNCLEAR);
	setDetails(error, { ...detailsOf(error), next: `${IF_UNCLEAR} ${TEXT_KEPT}`, text });
	return error;
}

const IF_TOO_LONG =
	'Analyze Video takes an hour at most. Use Start Analysis, which takes two, or analyze a part with Start Time and End Time under Options.';

const IF_UNCLEAR =
	'TwelveLabs may have analyzed the video all the same, and charge for it, so it was not sent again; its answer cannot be read any more. Use Start Analysis for answers that take long: its task can be read again and again. Timeout under Settings > Request Options sets how long this operation waits, by default 15 minutes.';

const TEXT_KEPT = 'What came before the cut stands in text, among the details of the error output.';
