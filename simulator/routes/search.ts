import { UploadedFile } from '../body';
import { ApiError, Refusal } from '../errors';
import { stepAt } from '../lifecycle';
import { pageLimit } from '../listing';
import { footageOf } from '../material/footage';
import { tokensOf } from '../material/tokens';
import { wordsOf } from '../material/words';
import type { IndexRecord } from '../records';
import { searchFilter } from '../search/filter';
import { rank, type Question, type SearchOption } from '../search/ranking';
import { groupedByVideo, type Search } from '../search/search';
import { handler, type Call, type Handler } from './call';
import { statusOf } from './entityView';
import { requireIndex } from './lookup';
import { shownPage } from './searchView';

interface SearchForm {
	index_id: string;
	search_options: SearchOption[];
	query_text?: string;
	query_media_type?: 'image';
	query_media_url?: string | string[];
	query_media_file?: unknown;
	transcription_options?: Array<'lexical' | 'semantic'>;
	operator?: 'or' | 'and';
	group_by?: 'clip' | 'video';
	page_limit?: number;
	filter?: string;
	include_user_metadata?: boolean;
}

const MAX_IMAGES = 10;

/** Documented, of the text. */
const MAX_TOKENS = 500;

/** `<@id>`, in any place of the text. */
const ENTITY = /<@([^<>]+)>/g;

/** What an index must have been created with, for each option. */
const NEEDED_MODEL_OPTION: Record<SearchOption, string> = {
	visual: 'visual',
	audio: 'audio',
	transcription: 'audio',
};

const create = handler<unknown, unknown, SearchForm>((call) => {
	const { world, body, switches, now } = call;
	const index = requireIndex(call, body.index_id);
	requireOptions(index, body.search_options);
	const question = questionOf(call);
	const filter = searchFilter(body.filter);
	const limit = pageLimit(body, switches);
	const ready = world
		.indexedAssetsOf(index.id)
		.filter(({ life }) => stepAt(life, now).status === 'ready');
	const videos = ready.filter(filter).map((video) => ({
		video,
		id: video.id,
		footage: footageOf(video, world.assets.get(video.assetId)),
	}));
	const hits = rank(question, videos);
	const grouped = body.group_by === 'video';
	const search: Search = {
		id: world.newId(),
		entries: grouped ? groupedByVideo(hits) : hits.map((hit) => [hit]),
		limit,
		askedAt: now,
		grouped,
		hasThumbnails: index.addons.includes('thumbnail'),
		pool: {
			total_count: ready.length,
			total_duration: ready.reduce((sum, { media }) => sum + media.duration, 0),
			index_id: index.id,
		},
	};
	const metadata = body.include_user_metadata ?? false;
	return { status: 200, body: shownPage(call, search, 0, metadata) };
});

const retrieve = handler<{ 'page-token': string }, { include_user_metadata?: boolean }>((call) => {
	const { world, path, query, now } = call;
	const { search, page } = world.searches.resolve(path['page-token'], now);
	const metadata = query.include_user_metadata ?? false;
	return { status: 200, body: shownPage(call, search, page, metadata) };
});

export const searchHandlers: Record<string, Handler> = {
	'search.create': create,
	'search.retrieve': retrieve,
};

function questionOf(call: Call<unknown, unknown, SearchForm>): Question {
	const { world, body, switches } = call;
	const { query_text: text = '', search_options: options, transcription_options: ways } = body;
	if (ways && !options.includes('transcription')) {
		const message = 'transcription_options goes with the search option transcription only.';
		throw new ApiError(400, 'parameter_invalid', message);
	}
	const images = imagesOf(body, switches.mediaUrlAndFile === 'urlOnly');
	if (text.trim() === '' && images.length === 0) {
		throw new ApiError(400, 'parameter_not_provided', 'There is neither a text nor an image.');
	}
	if (tokensOf(text) > MAX_TOKENS) {
		throw new ApiError(400, 'parameter_invalid', `The text has more than ${MAX_TOKENS} tokens.`);
	}
	const ids = [...text.matchAll(ENTITY)].map(([, id = '']) => id);
	const { all: entities } = world.entities;
	return {
		words: wordsOf(text.replace(ENTITY, ' ')),
		// What is no entity of this account stands for an image.
		images: [...images, ...ids.filter((id) => !entities.has(id))],
		people: ids.flatMap((id) => {
			const entity = entities.get(id);
			if (!entity) return [];
			return [statusOf(entity, call) === 'ready' ? entity.name : ''];
		}),
		options,
		transcription: ways ?? ['lexical', 'semantic'],
		operator: body.operator ?? 'or',
	};
}

/** One text for each image: its address, or the sum of its bytes. */
function imagesOf(body: SearchForm, urlOnly: boolean): string[] {
	const urls = [body.query_media_url ?? []].flat();
	const wrong = urls.find((url) => !URL.canParse(url));
	if (wrong !== undefined) throw new ApiError(400, 'parameter_invalid', `${wrong} is not a URL.`);
	const files = [body.query_media_file ?? []].flat().map((file) => {
		if (file instanceof UploadedFile) return file.sha256;
		throw new Refusal('parameter_invalid', 'query_media_file is not a file.');
	});
	const images = [...urls, ...(urlOnly && urls.length > 0 ? [] : files)];
	if (images.length > MAX_IMAGES) {
		const message = `There are ${images.length} images; the most is ${MAX_IMAGES}.`;
		throw new ApiError(400, 'parameter_invalid', message);
	}
	if (images.length > 0 !== (body.query_media_type !== undefined)) {
		const message = 'query_media_type and an image belong together.';
		throw new Refusal('parameter_not_provided', message);
	}
	return images;
}

function requireOptions(index: IndexRecord, options: SearchOption[]): void {
	if (options.length === 0) {
		throw new Refusal('parameter_not_provided', 'search_options is empty.');
	}
	const has = new Set(index.models.flatMap(({ model_options: each }) => each));
	const missing = options.find((option) => !has.has(NEEDED_MODEL_OPTION[option]));
	if (missing === undefined) return;
	const message = `Index ${index.name} was created without the option for ${missing}.`;
	throw new ApiError(400, 'search_option_not_supported', message);
}
