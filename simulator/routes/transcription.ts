import { ApiError } from '../errors';
import { stepAt } from '../lifecycle';
import { hasSpeech } from '../material/footage';
import { transcriptOf, type Segmentation, type Transcript } from '../material/speech';
import type { AssetRecord } from '../records';
import { handler, type Call, type Handler } from './call';
import { requireAsset } from './lookup';

const retrieve = handler<{ asset_id: string }, { include?: string[] }>((call) => {
	const asset = requireAsset(call, call.path.asset_id);
	const status = statusOf(call, asset);
	const isSpoken = hasSpeech(asset);
	if (status === 'ready' && !isSpoken && call.switches.transcriptionWithoutSpeech === 404) {
		throw new ApiError(404, 'transcription_not_found', `Asset ${asset.id} has no transcription.`);
	}
	if (status === 'failed') {
		const message = asset.transcriptionFailure ?? asset.failure ?? 'unknown';
		return { status: 200, body: { status, error: { message } } };
	}
	if (status !== 'ready') return { status: 200, body: { status } };
	const all = isSpoken ? transcriptOf(asset) : { words: [], sentences: [], utterances: [] };
	return { status: 200, body: { status, ...asked(call, all) } };
});

export const transcriptionHandlers: Record<string, Handler> = {
	'assets.retrieve-transcription': retrieve,
};

function statusOf({ switches, now }: Call, { life, transcriptionFailure }: AssetRecord) {
	const { status, at } = stepAt(life, now);
	if (status === 'processing') return 'pending';
	if (status === 'failed') return 'failed';
	if (now < at + switches.transcriptionLagMs) return 'processing';
	return transcriptionFailure === undefined ? 'ready' : 'failed';
}

/** The segmentations that were asked for, each repeated, or all in one value with commas. */
function asked({ query, switches }: Call<unknown, { include?: string[] }>, all: Transcript) {
	const names = (query.include ?? ['words']).flatMap((value) => value.split(',')) as Segmentation[];
	const given = names.filter((name) => switches.transcriptionSegmentations.includes(name));
	return Object.fromEntries(given.map((name) => [name, all[name]]));
}
