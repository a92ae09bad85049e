import type { UserMetadata } from '../records';
import { handler, type Handler } from './call';
import { requireAsset } from './lookup';
import { mergedMetadata, metadataChanges } from './metadata';

interface AssetPath {
	asset_id: string;
}

interface MetadataBody {
	user_metadata: unknown;
}

/** Null removes a field, and a field with an empty text is ignored. */
const merge = handler<AssetPath, unknown, MetadataBody>((call) => {
	const asset = requireAsset(call, call.path.asset_id);
	const changes = withoutEmpty(metadataChanges(call.body.user_metadata));
	asset.userMetadata = mergedMetadata(asset.userMetadata, changes);
	return { status: 204 };
});

/** A field with null is ignored like one with an empty text. */
const replace = handler<AssetPath, unknown, MetadataBody>((call) => {
	const asset = requireAsset(call, call.path.asset_id);
	asset.userMetadata = mergedMetadata({}, withoutEmpty(metadataChanges(call.body.user_metadata)));
	return { status: 204 };
});

const clear = handler<AssetPath>((call) => {
	requireAsset(call, call.path.asset_id).userMetadata = {};
	return { status: 204 };
});

export const assetMetadataHandlers: Record<string, Handler> = {
	'assets.update-user-metadata': merge,
	'assets.replace-user-metadata': replace,
	'assets.delete-user-metadata': clear,
};

type Changes = Record<string, UserMetadata[string] | null>;

const withoutEmpty = (changes: Changes): Changes =>
	Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== ''));
