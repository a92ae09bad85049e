import { vectorOf } from '../embedding/meaning';
import type { EmbeddingOption } from '../embedding/request';
import { partsOf } from '../embedding/timed';
import { footageOf } from '../material/footage';
import type { AssetRecord, IndexedAssetRecord } from '../records';

/** The model of an index; its vectors are near those that the same model makes of text. */
const MODEL = 'marengo3.0';

/** The embeddings of an indexed asset, one for each clip and option. Its asset may be gone. */
export function embeddingOf(
	indexed: IndexedAssetRecord,
	asset: AssetRecord | undefined,
	options: EmbeddingOption[],
): object {
	const file = {
		...footageOf(indexed, asset),
		fileType: asset?.fileType ?? 'video/mp4',
		bytes: indexed.media.size,
	};
	const wish = {
		from: 0,
		to: file.duration,
		options,
		scopes: ['clip' as const],
		isSeparate: true,
		isFused: false,
	};
	const parts = partsOf({ media_source: {} }, wish, file, { model_name: MODEL });
	const segments = parts.map(({ meaning, part }) => ({
		float: vectorOf(meaning, MODEL),
		start_offset_sec: part.start_sec,
		end_offset_sec: part.end_sec,
		embedding_option: part.embedding_option,
		embedding_scope: part.embedding_scope,
	}));
	return { model_name: MODEL, video_embedding: { segments } };
}
