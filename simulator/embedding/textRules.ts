import { requireThat } from '../errors';
import { firstTokens, tokensOf } from '../material/tokens';
import { isNewModel, type EmbeddingRequest } from './request';

/** Documented, by model. */
const MAX_TOKENS = { old: 500, new: 2_000 };

/** The text as it is embedded: cut off where it is too long and the request says so. */
export function textWithin(
	text: string,
	request: EmbeddingRequest,
): { text: string; isTruncated: boolean } {
	requireThat(text.trim() !== '', 'input_text is empty');
	const max = isNewModel(request) ? MAX_TOKENS.new : MAX_TOKENS.old;
	const isTruncated = tokensOf(text) > max;
	requireThat(
		!isTruncated || request.auto_truncate === true,
		`input_text has more than ${max} tokens`,
	);
	return { text: firstTokens(text, max), isTruncated };
}
