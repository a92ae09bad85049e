import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { Manifest } from '../manifest';

/** npm's integrity value of a tarball, which n8n calls its checksum. */
export const integrityOf = (tarball: string): string =>
	`sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;

/** What n8n installs, and accepts unverified, by the environment variable `N8N_COMMUNITY_PACKAGES`. */
export const communityPackages = (
	{ name, version }: Pick<Manifest, 'name' | 'version'>,
	checksum: string,
): string => JSON.stringify([{ name, version, checksum }]);
