import { isPdf, meaningOfFile, pagesPerMegabyte, type EmbeddedFile } from '../embedding/file';
import { shownVectors, WHOLE } from '../embedding/items';
import { meaningOf, mixed, type Meaning } from '../embedding/meaning';
import {
	checkFiles,
	checkMultiInput,
	MAX_SOURCE_SECONDS,
	withoutMentions,
} from '../embedding/multiInputRules';
import { isNewModel, type EmbeddingRequest, type TimedInput } from '../embedding/request';
import { checkSettings } from '../embedding/settingsRules';
import { textWithin } from '../embedding/textRules';
import { partsOf, wishOf } from '../embedding/timed';
import { checkTimed } from '../embedding/timedRules';
import { required, requireThat } from '../errors';
import { tokensOf } from '../material/tokens';
import { handler, type Call, type Handler } from './call';
import { dimensionOf, originOf, timedMetadata } from './embeddingMetadata';
import { fileOf, tooLarge } from './embeddingSource';

type EmbedCall = Call<unknown, unknown, EmbeddingRequest>;

/** Documented for answers at once. */
const MAX_SECONDS = 10 * 60;
const MAX_PAGES_PER_MB = 16;

const create = handler<unknown, unknown, EmbeddingRequest>((call) => {
	const { input_type: type } = call.body;
	requireThat(!isNewModel(call.body) || type === 'multi_input', `${type} needs marengo3.0`);
	checkSettings(call.body);
	return { status: 200, body: embedded(call) };
});

export const embeddingHandlers: Record<string, Handler> = { 'embed-v2.create': create };

function embedded(call: EmbedCall): object {
	const { body } = call;
	switch (body.input_type) {
		case 'text': {
			const { input_text: sent } = required(body.text, 'text');
			return whole(call, [meaningOf(textWithin(sent, body).text)]);
		}
		case 'image': {
			const { media_source: place } = required(body.image, 'image');
			const file = fileOf(call, place, 'image');
			const metadata = { input_type: 'image', ...originOf(place, file) };
			return { ...whole(call, [meaningOfFile(file, 'image')]), metadata };
		}
		case 'text_image': {
			const { media_source: place, input_text: sent } = required(body.text_image, 'text_image');
			const { text } = textWithin(sent, body);
			const file = fileOf(call, place, 'image');
			const metadata = { input_type: 'text_image', ...originOf(place, file) };
			return { ...whole(call, [meaningOf(text), meaningOfFile(file, 'image')]), metadata };
		}
		case 'audio':
		case 'video':
			return timed(call, required(body[body.input_type], body.input_type), body.input_type);
		case 'multi_input':
			return multiInput(call);
	}
}

function whole({ body }: EmbedCall, meanings: Meaning[]): object {
	return { data: shownVectors([{ part: WHOLE, meaning: mixed(meanings) }], body) };
}

function timed(call: EmbedCall, input: TimedInput, kind: 'video' | 'audio'): object {
	const { body, switches } = call;
	const file = fileOf(call, input.media_source, kind, MAX_SECONDS);
	const wish = wishOf(input, kind, file, body);
	checkTimed(input, wish, file, body, { maxSeconds: MAX_SECONDS, switches });
	return {
		data: shownVectors(partsOf(input, wish, file, body), body),
		metadata: timedMetadata(input, kind, file, body),
	};
}

function multiInput(call: EmbedCall): object {
	const { body } = call;
	const input = required(body.multi_input, 'multi_input');
	checkMultiInput(input, body);
	const sources = input.media_sources ?? [];
	const sent = input.input_text;
	const { text, isTruncated } =
		sent === undefined ? { text: '', isTruncated: false } : textWithin(sent, body);
	const files = sources.map((source) =>
		fileOf(call, source, source.media_type, MAX_SOURCE_SECONDS),
	);
	for (const file of files) requireNotDense(call, file);
	checkFiles(files, sent !== undefined, body);
	const meanings = [
		...(text === '' ? [] : [meaningOf(withoutMentions(text))]),
		...files.map((file, n) => meaningOfFile(file, sources[n]?.media_type ?? 'image')),
	];
	const tokens = [
		...(text === '' ? [] : [['text', tokensOf(text)]]),
		...sources.map(({ media_type: type }) => [type, 1]),
	];
	return {
		...whole(call, meanings),
		...(isNewModel(body) && {
			usage: { input_tokens: Object.fromEntries(tokens) as object, truncated: isTruncated },
		}),
		metadata: { input_type: 'multi_input', ...dimensionOf(body) },
	};
}

function requireNotDense(call: EmbedCall, file: EmbeddedFile): void {
	if (!isPdf(file) || pagesPerMegabyte(file) <= MAX_PAGES_PER_MB) return;
	throw tooLarge(call, `The PDF has more than ${MAX_PAGES_PER_MB} pages in a megabyte.`);
}
