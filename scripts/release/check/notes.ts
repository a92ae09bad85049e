import { sectionsOf } from '../changelog';
import type { Manifest } from '../manifest';
import { communityPackages } from './checksum';

/** The text of the GitHub release: what the version changes, and its checksum. */
export function releaseNotes(manifest: Manifest, changelog: string, integrity: string): string {
	const section = sectionsOf(changelog).find(({ version }) => version === manifest.version);
	return `${section?.text ?? ''}

### Checksum

\`${integrity}\` is npm's integrity value of this version. With it, n8n installs the package by environment variables, also where unverified packages are off:

\`\`\`
N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV=true
N8N_COMMUNITY_PACKAGES=${communityPackages(manifest, integrity)}
\`\`\`
`;
}
