import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { makePrivate } from '../../scripts/n8n/privateFolder';

describe('A private folder', () => {
	let root: string;
	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), 'private-'));
	});
	afterEach(async () => await rm(root, { recursive: true }));

	const modeOf = async (...names: string[]) =>
		((await stat(join(root, ...names))).mode & 0o777).toString(8);

	/** A file or folder as an earlier version left it. */
	const open = async (...names: string[]) => {
		const path = join(root, ...names);
		await writeFile(path, '');
		await chmod(path, 0o644);
	};

	it('is made for the user alone', async () => {
		await makePrivate(join(root, 'user'));
		expect(await modeOf('user')).toBe('700');
	});

	it('is closed when it is there, with all files and folders in it', async () => {
		await mkdir(join(root, 'user', '.n8n'), { recursive: true });
		await chmod(join(root, 'user'), 0o755);
		await chmod(join(root, 'user', '.n8n'), 0o755);
		await open('user', 'n8n.log');
		await open('user', '.n8n', 'database.sqlite');
		await makePrivate(join(root, 'user'));
		expect(await modeOf('user')).toBe('700');
		expect(await modeOf('user', '.n8n')).toBe('700');
		expect(await modeOf('user', 'n8n.log')).toBe('600');
		expect(await modeOf('user', '.n8n', 'database.sqlite')).toBe('600');
	});

	it('leaves installed packages, and what links lead to, as they are', async () => {
		await mkdir(join(root, 'user', 'node_modules'), { recursive: true });
		await open('user', 'node_modules', 'program');
		await open('elsewhere');
		await symlink(join(root, 'elsewhere'), join(root, 'user', 'link'));
		await makePrivate(join(root, 'user'));
		expect(await modeOf('user', 'node_modules', 'program')).toBe('644');
		expect(await modeOf('elsewhere')).toBe('644');
	});
});
