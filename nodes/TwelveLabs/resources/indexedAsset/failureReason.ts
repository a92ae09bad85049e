import { text } from '../../../api/body';
import type { IndexedAsset } from '../../../api/types';

/** Why indexing failed, cut where it is long. No field for it is documented; older indexing tasks have one of these. */
export const failureReason = ({ error_reason, error }: IndexedAsset): string | undefined =>
	text(error_reason) ?? text(error?.message);
