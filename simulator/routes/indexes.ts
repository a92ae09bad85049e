import { ApiError, Refusal } from '../errors';
import { stepAt } from '../lifecycle';
import { nameFilter, paged, sinceFilter, sorted, type PageQuery, type SortQuery } from '../listing';
import type { IndexRecord, Model } from '../records';
import { handler, type Call, type Handler } from './call';
import { requireIndex } from './lookup';

interface IndexPath {
	'index-id': string;
}

interface IndexBody {
	index_name: string;
	models: Model[];
	addons?: string[];
}

interface IndexQuery extends PageQuery, SortQuery {
	index_name?: string;
	model_options?: string;
	model_family?: string;
	created_at?: string;
	updated_at?: string;
}

/** The Free plan keeps an index for 90 days. */
const FREE_PLAN_MS = 90 * 24 * 60 * 60 * 1000;
/** Indexes for Pegasus are no longer made; a probe of the live API was refused. */
const MODEL_FAMILY = 'marengo';
const MODEL_OPTIONS = ['visual', 'audio'];
const ADDONS = ['thumbnail'];

const create = handler<unknown, unknown, IndexBody>((call) => {
	const { index_name: name, models, addons = [] } = call.body;
	requireFreeName(call, name);
	if (models.length === 0) throw new Refusal('parameter_not_provided', 'models is empty.');
	for (const { model_name: model, model_options: options } of models) {
		requireSupported('model_name', model, model.startsWith(MODEL_FAMILY));
		for (const option of options)
			requireSupported('model_options', option, MODEL_OPTIONS.includes(option));
	}
	for (const addon of addons) requireSupported('addons', addon, ADDONS.includes(addon));
	const { id } = call.world.addIndex({ name, models, addons });
	return { status: 201, body: { _id: id } };
});

const list = handler<unknown, IndexQuery>((call) => {
	const { query, switches } = call;
	const named = nameFilter(query.index_name, switches.indexNameFilter);
	const options = query.model_options?.split(',') ?? [];
	const family = query.model_family ?? '';
	const created = sinceFilter('created_at', query.created_at, switches);
	const updated = sinceFilter('updated_at', query.updated_at, switches);
	const found = [...call.world.indexes.values()].filter(
		(index) =>
			named(index.name) &&
			created(index.createdAt) &&
			updated(index.updatedAt) &&
			index.models.some(({ model_name: model }) => model.startsWith(family)) &&
			options.every((option) => index.models.some((model) => model.model_options.includes(option))),
	);
	const inOrder = sorted(found, query, switches, {
		created_at: ({ createdAt }) => createdAt,
		updated_at: ({ updatedAt }) => updatedAt,
	});
	return { status: 200, body: paged(inOrder, query, switches, (index) => shown(call, index)) };
});

const retrieve = handler<IndexPath>((call) => ({
	status: 200,
	body: shown(call, requireIndex(call, call.path['index-id'])),
}));

const update = handler<IndexPath, unknown, { index_name: string }>((call) => {
	const index = requireIndex(call, call.path['index-id']);
	requireFreeName(call, call.body.index_name, index.id);
	index.name = call.body.index_name;
	index.updatedAt = call.now;
	return { status: 204 };
});

const remove = handler<IndexPath>((call) => {
	call.world.remove(requireIndex(call, call.path['index-id']).id);
	return { status: 204 };
});

export const indexHandlers: Record<string, Handler> = {
	'indexes.create': create,
	'indexes.list': list,
	'indexes.retrieve': retrieve,
	'indexes.update': update,
	'indexes.delete': remove,
};

function shown({ world, switches, now }: Call, index: IndexRecord): object {
	const videos = world
		.indexedAssetsOf(index.id)
		.filter(({ life }) => stepAt(life, now).status === 'ready');
	return {
		_id: index.id,
		created_at: new Date(index.createdAt).toISOString(),
		updated_at: new Date(index.updatedAt).toISOString(),
		expires_at:
			switches.plan === 'free' ? new Date(index.createdAt + FREE_PLAN_MS).toISOString() : null,
		index_name: index.name,
		total_duration: videos.reduce((total, { media }) => total + media.duration, 0),
		video_count: videos.length,
		models: index.models,
		addons: index.addons,
	};
}

function requireFreeName({ world, switches }: Call, name: string, ownId?: string): void {
	for (const index of world.indexes.values()) {
		if (index.name !== name || index.id === ownId) continue;
		const message = `Index name ${name} already exists. Use another one.`;
		throw new ApiError(switches.duplicateIndexName, 'index_name_already_exists', message);
	}
}

function requireSupported(field: string, value: string, isSupported: boolean): void {
	if (!isSupported) throw new Refusal('parameter_invalid', `${field} ${value} is not supported.`);
}
