import type { IndexedAsset } from '../../../api/types';

/** Why indexing failed. No field for it is documented; older indexing tasks have one of these. */
export const failureReason = ({ error_reason, error }: IndexedAsset): string | undefined =>
	error_reason ?? error?.message;
