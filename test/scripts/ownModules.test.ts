import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findOwnModules } from '../../scripts/n8n/ownModules';

describe('The n8n-workflow that a package in a user folder finds', () => {
	let root: string;
	beforeEach(async () => {
		root = await realpath(await mkdtemp(join(tmpdir(), 'modules-')));
	});
	afterEach(async () => await rm(root, { recursive: true }));

	/** @returns the file that `require` finds in the module */
	const addModule = async (...folders: string[]) => {
		const folder = join(root, ...folders, 'node_modules', 'n8n-workflow');
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, 'index.js'), '');
		return join(folder, 'index.js');
	};

	const userFolderIn = async (...folders: string[]) => {
		const userFolder = join(root, ...folders, 'user');
		const nodes = join(userFolder, '.n8n', 'nodes', 'node_modules', 'some-package');
		await mkdir(nodes, { recursive: true });
		const found = () => createRequire(join(nodes, 'index.js')).resolve('n8n-workflow');
		return { userFolder, found };
	};

	const installed = (name: string) => ({ dir: join(root, name), node: process.execPath });

	it("is n8n's own, though the checkout above has another one", async () => {
		await addModule('checkout');
		const own = await addModule('n8n');
		const { userFolder, found } = await userFolderIn('checkout', '.n8n');
		await findOwnModules(userFolder, installed('n8n'));
		expect(found()).toBe(own);
	});

	it('is that of another n8n, once the user folder is used with that', async () => {
		await addModule('checkout');
		await addModule('n8n');
		const newer = await addModule('newer');
		const { userFolder, found } = await userFolderIn('checkout', '.n8n');
		await findOwnModules(userFolder, installed('n8n'));
		await findOwnModules(userFolder, installed('newer'));
		expect(found()).toBe(newer);
	});

	it('is left to n8n where no folder above has one', async () => {
		await addModule('n8n');
		const { userFolder } = await userFolderIn('home');
		await findOwnModules(userFolder, installed('n8n'));
		expect(existsSync(join(userFolder, 'node_modules'))).toBe(false);
	});
});
