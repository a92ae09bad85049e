import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { MARKER_FILE, markerFor } from '../../scripts/n8n/marker';
import { nearbyInstall } from '../../scripts/n8n/nearbyInstall';
import type { Host } from '../../scripts/n8n/versions';

const HOST: Host = { node: '20.19.0', platform: 'linux', arch: 'x64', musl: false };

describe('A folder that is named instead of an install', () => {
	let root: string;
	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), 'nearby-'));
	});
	afterEach(async () => await rm(root, { recursive: true }));

	const addInstall = async (marker: object, ...folders: string[]) => {
		const dir = join(root, ...folders);
		await mkdir(join(dir, 'node_modules', 'n8n'), { recursive: true });
		await writeFile(join(dir, MARKER_FILE), JSON.stringify(marker));
		return dir;
	};

	it('leads to the install in it', async () => {
		await mkdir(join(root, '.n8n', 'user'), { recursive: true });
		const install = await addInstall(markerFor(HOST), '.n8n', 'n8n-2.41.1');
		expect(await nearbyInstall(join(root, '.n8n'), HOST)).toBe(install);
	});

	it('leads to the install that it is a part of', async () => {
		const install = await addInstall(markerFor(HOST), 'n8n');
		for (const part of ['node_modules', 'node_modules/n8n']) {
			expect(await nearbyInstall(join(install, part), HOST)).toBe(install);
		}
	});

	it('leads nowhere when what is there does not serve this computer', async () => {
		await addInstall({ ...markerFor(HOST), n8n: '1.0.0' }, 'old');
		await addInstall({}, 'half');
		expect(await nearbyInstall(root, HOST)).toBeUndefined();
	});
});
