import { UploadedFile } from '../body';
import { ApiError, Refusal } from '../errors';
import { stepAt } from '../lifecycle';
import { nameFilter, paged, sorted, type PageQuery } from '../listing';
import { decodedText } from '../query';
import { assetTypeOf, isTimed, type AssetRecord, type NewAsset } from '../records';
import { handler, type Call, type Handler } from './call';
import { requireAsset } from './lookup';
import { newMetadata } from './metadata';

interface AssetPath {
	asset_id: string;
}

interface AssetForm {
	method: 'direct' | 'url';
	file?: UploadedFile | string;
	url?: string;
	filename?: string;
	enable_hls?: boolean;
	enable_thumbnail?: boolean;
	user_metadata?: string;
}

interface AssetQuery extends PageQuery {
	asset_ids?: string[];
	asset_types?: string[];
	filename?: string;
}

const create = handler<unknown, unknown, AssetForm>(({ world, body, now }) => {
	const { method, enable_hls: hls, enable_thumbnail: thumbnail, user_metadata: metadata } = body;
	const asset = world.addAsset({
		...(method === 'direct' ? uploaded(body) : linked(body)),
		method,
		hls,
		thumbnail,
		userMetadata: newMetadata(parsedMetadata(metadata)),
	});
	return { status: 201, body: summary(asset, now) };
});

const list = handler<unknown, AssetQuery>(({ world, query, switches, now }) => {
	const { asset_ids: ids, asset_types: types } = query;
	// Documented as partial, whatever the case.
	const named = nameFilter(query.filename, 'partial');
	const found = [...world.assets.values()].filter(
		({ id, filename, fileType }) =>
			named(filename) &&
			(ids?.includes(id) ?? true) &&
			(types?.includes(assetTypeOf(fileType)) ?? true),
	);
	const newestFirst = sorted(found, {}, switches, {
		created_at: ({ createdAt }) => createdAt,
		updated_at: ({ createdAt }) => createdAt,
	});
	return { status: 200, body: paged(newestFirst, query, switches, (asset) => detail(asset, now)) };
});

const retrieve = handler<AssetPath>((call) => ({
	status: 200,
	body: detail(requireAsset(call, call.path.asset_id), call.now),
}));

const remove = handler<AssetPath, { force?: boolean }>((call) => {
	const { id } = requireAsset(call, call.path.asset_id);
	if (call.query.force !== true) requireNoReferences(call, id);
	call.world.remove(id);
	return { status: 204 };
});

export const assetHandlers: Record<string, Handler> = {
	'assets.create': create,
	'assets.list': list,
	'assets.retrieve': retrieve,
	'assets.delete': remove,
};

function requireNoReferences({ world, switches }: Call, id: string): void {
	const uses = world.usesOf(id).length;
	const entities = switches.assetOfEntityDelete === 409 ? world.entities.withAsset(id).length : 0;
	if (uses + entities === 0) return;
	const message = `Asset ${id} is referenced by ${uses} indexed asset(s) and ${entities} entities. Delete them first, or set force to true.`;
	throw new ApiError(409, 'asset_has_references', message);
}

function uploaded({ file, filename }: AssetForm): NewAsset {
	if (!(file instanceof UploadedFile)) {
		throw new Refusal('parameter_not_provided', 'The method is direct, but there is no file.');
	}
	return {
		filename: filename ?? file.filename,
		fileType: file.mimetype === 'application/octet-stream' ? undefined : file.mimetype,
		sha256: file.sha256,
		media: { size: file.bytes },
	};
}

function linked({ url = '', filename }: AssetForm): NewAsset {
	if (url === '') {
		throw new Refusal('parameter_not_provided', 'The method is url, but there is no url.');
	}
	if (!URL.canParse(url)) throw new ApiError(400, 'parameter_invalid', `${url} is not a URL.`);
	const lastPart = new URL(url).pathname.split('/').pop() ?? '';
	return { filename: filename ?? (decodedText(lastPart) || undefined) };
}

/** Text that is no JSON stays text, which is then refused as metadata. */
function parsedMetadata(text = '{}'): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

function summary(asset: AssetRecord, now: number) {
	return {
		_id: asset.id,
		method: asset.method,
		status: stepAt(asset.life, now).status,
		filename: asset.filename,
		file_type: asset.fileType,
		created_at: new Date(asset.createdAt).toISOString(),
		...(Object.keys(asset.userMetadata).length > 0 ? { user_metadata: asset.userMetadata } : {}),
	};
}

function detail(asset: AssetRecord, now: number): object {
	const short = summary(asset, now);
	const { media, fileType } = asset;
	if (short.status === 'failed')
		return { ...short, error: { message: asset.failure ?? 'unknown' } };
	if (short.status !== 'ready') return short;
	const files = `https://files.simulator.invalid/${asset.id}`;
	return {
		...short,
		size: media.size,
		...(isTimed(fileType) ? { duration: media.duration } : {}),
		technical_metadata: { file_size_bytes: media.size, file_mime_type: fileType },
		...(asset.hls ? { hls: { manifest_url: `${files}/master.m3u8`, status: 'ready' } } : {}),
		...(asset.thumbnail
			? { thumbnail: { representative_url: `${files}/thumbnail.jpg`, status: 'ready' } }
			: {}),
	};
}
