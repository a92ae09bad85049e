import { N8N_VERSION, nodePackageFor, ownNodeSuits, type Host } from './versions';

/** Written into an install folder as its very last file: without it the install was never finished. */
export const MARKER_FILE = 'install-finished.json';

/** What an install holds. */
interface Marker {
	n8n: string;
	/** Version of the Node.js that lies beside n8n; null where the user's own runs it. */
	node: string | null;
	/** Native modules fit one platform only, e.g. linux-x64. */
	platform: string;
}

/** What an install made on this computer would hold. */
export function markerFor(host: Host): Marker {
	return {
		n8n: N8N_VERSION,
		node: ownNodeSuits(host) ? null : (nodePackageFor(host)?.version ?? null),
		platform: `${host.platform}-${host.arch}`,
	};
}

/**
 * States whether an install can serve this computer. One with a Node.js of its own serves every computer, so a folder can
 * be shared by users of different Node.js versions.
 * @param text the marker file's content; undefined when there is none
 * @returns what is wrong, as the end of a sentence; undefined when all is well
 */
export function markerDefect(text: string | undefined, host: Host): string | undefined {
	if (text === undefined) return 'was never finished';
	const found = parse(text);
	const wanted = markerFor(host);
	if (!found) return 'has a damaged marker file';
	if (found.n8n !== wanted.n8n) return `holds n8n ${found.n8n} instead of ${wanted.n8n}`;
	if (found.platform !== wanted.platform) return `was made for ${found.platform}`;
	if (found.node === null && !ownNodeSuits(host)) return 'has no Node.js for n8n to run on';
	if (found.node !== null && !ownNodeSuits(host) && found.node !== wanted.node) {
		return `holds Node.js ${found.node} instead of ${wanted.node}`;
	}
	return undefined;
}

function parse(text: string): Marker | undefined {
	try {
		const { n8n, node, platform } = JSON.parse(text) as Partial<Record<string, unknown>>;
		if (typeof n8n !== 'string' || typeof platform !== 'string') return undefined;
		return { n8n, platform, node: typeof node === 'string' ? node : null };
	} catch {
		return undefined;
	}
}

/** What `npm install` and we leave in an install folder. */
const OWN_ENTRIES = new Set(['node_modules', 'package.json', 'package-lock.json', MARKER_FILE]);

/**
 * Distinguishes a broken install from a folder of the user's. The user may name any folder, and a broken install is removed:
 * a project or a home folder must never count as one.
 * @param entries names of what the folder holds
 * @param packageJson the content of its package.json, if there is one
 */
export function isInstall(entries: string[], packageJson: string | undefined): boolean {
	if (!entries.every((entry) => OWN_ENTRIES.has(entry))) return false;
	return packageJson === undefined || /"n8n"\s*:/.test(packageJson);
}
