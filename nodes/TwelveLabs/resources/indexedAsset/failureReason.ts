import { INDEXED_ASSET } from '../../../shared/lifecycles';

/** Why indexing failed, where TwelveLabs says so. */
export const failureReason = INDEXED_ASSET.reasonOf;
