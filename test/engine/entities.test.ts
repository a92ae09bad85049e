import { byId, errorOf, itemsOf, jsonOf } from './harness';
import { useWorld } from './world';

const world = useWorld();

const MISSING = '6a1b00000000000000000fff';

describe('Index', () => {
	const run = async (operation: string, parameters: object) =>
		await world.run(operation, { resource: 'index', ...parameters } as never);

	test('Get returns the index, flat', async () => {
		const { id } = world.simulator.world.addIndex({ name: 'Keynotes' });
		world.simulator.world.addIndexedAsset({ indexId: id, status: 'ready' });
		const [index] = jsonOf(await run('get', { indexId: byId(id) }));
		expect(index).toMatchObject({
			_id: id,
			index_name: 'Keynotes',
			video_count: 1,
			models: expect.stringMatching(/^marengo3\.0 \(.+\)$/),
		});
		expect(world.sent()).toEqual([`GET /indexes/${id}`]);
	});

	test('Get takes the name of the index, and raw gives what TwelveLabs sent', async () => {
		const { id } = world.simulator.world.addIndex({ name: 'By name' });
		const [index] = jsonOf(await run('get', { indexId: byId('By name'), output: 'raw' }));
		expect(index).toMatchObject({ _id: id, models: [{ model_name: 'marengo3.0' }] });
	});

	test('Get of one that is not there names it, and what to do', async () => {
		const error = errorOf(await run('get', { indexId: byId(MISSING) }));
		expect(error.message).toBe(`Index ${MISSING} does not exist, or is in another account`);
	});

	test('Get Many filters, sorts and limits as it is asked to, and pairs its items', async () => {
		for (const name of ['Filtered A', 'Filtered B', 'Other']) {
			world.simulator.world.addIndex({ name });
		}
		const result = await run('getAll', {
			limit: 1,
			filters: {
				indexName: 'Filtered A',
				modelOptions: ['visual', 'audio'],
				modelFamily: 'marengo',
				createdAt: '2026-01-01T00:00:00Z',
			},
			sort: { sortBy: 'updated_at', sortOption: 'asc' },
			output: 'selected',
			fields: 'index_name',
		});
		expect(jsonOf(result)).toEqual([{ index_name: 'Filtered A' }]);
		expect(itemsOf(result)[0].pairedItem).toEqual({ item: 0 });
		expect(world.simulator.requests[0].query).toEqual({
			index_name: 'Filtered A',
			model_options: 'visual,audio',
			model_family: 'marengo',
			created_at: '2026-01-01T00:00:00Z',
			sort_by: 'updated_at',
			sort_option: 'asc',
			page: '1',
			page_limit: '1',
		});
	});

	test('Get Many returns all, over several pages', async () => {
		const before = world.simulator.world.indexes.size;
		for (let n = 0; n < 60; n++) world.simulator.world.addIndex({ name: `Many ${n}` });
		expect(jsonOf(await run('getAll', { returnAll: true }))).toHaveLength(before + 60);
		expect(world.sent().length).toBeGreaterThan(1);
	});

	test.each([
		[{ modelFamily: 'other' }, 'Model Family: "other" is none of marengo, pegasus [item 0]'],
		[{ modelOptions: ['text'] }, 'Modalities: "text" is none of audio, visual [item 0]'],
		[
			{ updatedAt: 'soon' },
			'Updated After: "soon" is not a date that exists, such as 2026-11-24T12:00:00 [item 0]',
		],
	])('Get Many refuses the filter %j before anything is sent', async (filters, message) => {
		expect(errorOf(await run('getAll', { filters })).message).toBe(message);
		expect(world.sent()).toEqual([]);
	});

	test('Update renames the index, and nothing else', async () => {
		const index = world.simulator.world.addIndex({ name: 'Old name' });
		const parameters = { indexId: byId(index.id), indexName: ' New name ' };
		expect(jsonOf(await run('update', parameters))).toEqual([{ _id: index.id, updated: true }]);
		expect(index.name).toBe('New name');
		expect(world.sent()).toEqual([`PUT /indexes/${index.id}`]);
		expect(world.simulator.requests[0].body).toEqual({ index_name: 'New name' });
	});

	test('Update is repeated where its response was lost', async () => {
		const index = world.simulator.world.addIndex({ name: 'Before' });
		world.simulator.faults.add({ on: 'indexes.update', when: 'after', respond: 'reset' });
		const parameters = { indexId: byId(index.id), indexName: 'After' };
		expect(jsonOf(await run('update', parameters))).toEqual([{ _id: index.id, updated: true }]);
		expect(index.name).toBe('After');
	});

	test('of several items that update the same, the last one has the last word, also where a response was lost', async () => {
		const index = world.simulator.world.addIndex({ name: 'Before' });
		world.simulator.faults.add({ on: 'indexes.update', when: 'after', respond: 'reset' });
		const input = ['First', 'Second', 'Third'].map((name) => ({ json: { name } }));
		const parameters = {
			resource: 'index',
			indexId: byId(index.id),
			indexName: '={{ $json.name }}',
		};
		const updated = { _id: index.id, updated: true };
		expect(jsonOf(await world.run('update', parameters, { input }))).toEqual([
			updated,
			updated,
			updated,
		]);
		expect(index.name).toBe('Third');
	});

	test.each([400, 409] as const)(
		'Update to the name of another index says what to do, where TwelveLabs answers %i',
		async (status) => {
			world.simulator.switches.duplicateIndexName = status;
			const name = `Owned by another ${status}`;
			world.simulator.world.addIndex({ name });
			const { id } = world.simulator.world.addIndex();
			const error = errorOf(await run('update', { indexId: byId(id), indexName: name }));
			expect(error.message).toBe('There is an index of this name already');
			expect(error.description).toContain('Choose another name, or use the index that has it.');
		},
	);

	test.each([' \n', '={{ "" }}', '={{ $json.missing }}'])(
		'Update to the name %j is refused before anything is sent',
		async (indexName) => {
			const { id } = world.simulator.world.addIndex();
			const error = errorOf(await run('update', { indexId: byId(id), indexName }));
			expect(error.message).toBe('Name is empty [item 0]');
			expect(world.sent()).toEqual([]);
		},
	);

	test('Delete takes the index with all that is in it', async () => {
		const { id } = world.simulator.world.addIndex();
		const entry = world.simulator.world.addIndexedAsset({ indexId: id, status: 'ready' });
		expect(jsonOf(await run('delete', { indexId: byId(id) }))).toEqual([
			{ _id: id, deleted: true },
		]);
		expect(world.simulator.world.indexes.has(id)).toBe(false);
		expect(world.simulator.world.usesOf(entry.assetId)).toEqual([]);
	});

	test('Delete whose response was lost says that it is unclear', async () => {
		const { id } = world.simulator.world.addIndex();
		world.simulator.faults.add({ on: 'indexes.delete', when: 'after', respond: 'reset' });
		expect(jsonOf(await run('delete', { indexId: byId(id) }))).toEqual([
			{
				_id: id,
				deleted: true,
				unclear: expect.stringContaining('This run deleted the index, or it was not there before.'),
			},
		]);
	});

	test('Delete of one that is not there is not green', async () => {
		const error = errorOf(await run('delete', { indexId: byId(MISSING) }));
		expect(error.message).toBe(`Index ${MISSING} does not exist, or is in another account`);
	});
});

describe('Asset', () => {
	const run = async (operation: string, parameters: object) =>
		await world.run(operation, { resource: 'asset', ...parameters } as never);

	test('Get returns the asset, flat, with its stream where there is one', async () => {
		const { id } = world.simulator.world.addAsset({
			filename: 'talk.mp4',
			status: 'ready',
			hls: true,
			thumbnail: true,
		});
		const [asset] = jsonOf(await run('get', { assetId: byId(id) }));
		expect(asset).toMatchObject({
			_id: id,
			filename: 'talk.mp4',
			status: 'ready',
			file_type: 'video/mp4',
			size: expect.any(Number),
			duration: expect.any(Number),
			hls_url: expect.stringContaining(id),
			thumbnail_url: expect.stringContaining(id),
		});
		expect(world.sent()).toEqual([`GET /assets/${id}`]);
	});

	test('Get of an asset that TwelveLabs could not process gives the reason', async () => {
		const { id } = world.simulator.world.addAsset({ status: 'failed', failure: 'broken file' });
		const [asset] = jsonOf(await run('get', { assetId: byId(id) }));
		expect(asset).toMatchObject({ _id: id, status: 'failed', error: 'broken file' });
	});

	test('Get Many filters by name, types and IDs', async () => {
		const { id } = world.simulator.world.addAsset({ filename: 'only this.mp4', status: 'ready' });
		world.simulator.world.addAsset({ filename: 'not that.mp4', status: 'ready' });
		const filters = {
			filename: 'ONLY',
			assetTypes: ['video', 'audio'],
			assetIds: `${id}, ${MISSING}`,
		};
		const result = await run('getAll', { filters });
		expect(jsonOf(result).map(({ _id }) => _id)).toEqual([id]);
		expect(world.simulator.requests[0].query).toEqual({
			filename: 'ONLY',
			asset_types: ['video', 'audio'],
			asset_ids: [id, MISSING],
			page: '1',
			page_limit: '50',
		});
	});

	test('Get Many without filters asks for nothing but the page', async () => {
		await run('getAll', { limit: 3 });
		expect(world.simulator.requests[0].query).toEqual({ page: '1', page_limit: '3' });
	});

	/** An asset with metadata, and what the simulator holds of it. */
	const described = () => {
		const { id } = world.simulator.world.addAsset({
			status: 'ready',
			userMetadata: { site: 'quay', shift: 2 },
		});
		const update = async (parameters: object) =>
			await run('update', { assetId: byId(id), ...parameters });
		return { id, update, metadata: () => world.simulator.world.assets.get(id)?.userMetadata };
	};

	test('Update merges: it changes the fields that are named, removes those that say so, keeps the rest', async () => {
		const { id, update, metadata } = described();
		const userMetadata = {
			fields: [
				{ key: 'shift', type: 'remove' },
				{ key: 'crane', type: 'integer', numberValue: 7 },
			],
		};
		expect(jsonOf(await update({ userMetadata }))).toEqual([{ _id: id, updated: true }]);
		expect(metadata()).toEqual({ site: 'quay', crane: 7 });
		expect(world.sent()).toEqual([`PATCH /assets/${id}/user-metadata`]);
		expect(world.simulator.requests[0].body).toEqual({ user_metadata: { shift: null, crane: 7 } });
	});

	test('Update can replace all fields', async () => {
		const { id, update, metadata } = described();
		const json = { metadataMode: 'json', userMetadataJson: '{"crane":"7"}' };
		expect(jsonOf(await update({ updateMode: 'replace', ...json }))).toEqual([
			{ _id: id, updated: true },
		]);
		expect(metadata()).toEqual({ crane: '7' });
		expect(world.sent()).toEqual([`PUT /assets/${id}/user-metadata`]);
	});

	test('Update can clear them, also where an expression says so', async () => {
		for (const updateMode of ['clear', '={{ "clear" }}']) {
			const { id, update, metadata } = described();
			world.simulator.requests.length = 0;
			expect(jsonOf(await update({ updateMode }))).toEqual([{ _id: id, updated: true }]);
			expect(metadata()).toEqual({});
			expect(world.sent()).toEqual([`DELETE /assets/${id}/user-metadata`]);
		}
	});

	test.each([
		[{}, 'User Metadata names no field to update [item 0]'],
		[{ updateMode: 'replace' }, 'User Metadata names no field to update [item 0]'],
		[{ updateMode: '={{ "set" }}' }, 'Mode: "set" is none of merge, replace, clear [item 0]'],
		[
			{ metadataMode: 'json', userMetadataJson: '{"site":""}' },
			'User Metadata "site": "" is ignored by TwelveLabs; null removes the field [item 0]',
		],
		[
			{ updateMode: 'replace', metadataMode: 'json', userMetadataJson: '{"site":""}' },
			'User Metadata "site": "" is ignored by TwelveLabs; leave the field out [item 0]',
		],
		[
			{ updateMode: 'replace', metadataMode: 'json', userMetadataJson: '{"site":null}' },
			'User Metadata "site": the value cannot be null; leave the field out [item 0]',
		],
		[
			{
				updateMode: 'replace',
				userMetadata: { fields: [{ key: 'site', type: 'remove', value: '' }] },
			},
			'User Metadata "site" has no value [item 0]',
		],
	])('Update with %j changes nothing, and says why', async (parameters, message) => {
		const { update } = described();
		expect(errorOf(await update(parameters)).message).toBe(message);
		expect(world.sent()).toEqual([]);
	});

	test('Update is repeated where its response was lost', async () => {
		for (const [updateMode, on] of [
			['merge', 'assets.update-user-metadata'],
			['replace', 'assets.replace-user-metadata'],
			['clear', 'assets.delete-user-metadata'],
		]) {
			const { id, update } = described();
			world.simulator.faults.add({ on, when: 'after', respond: 'reset' });
			const userMetadata = { fields: [{ key: 'crane', type: 'string', value: 'A' }] };
			expect(jsonOf(await update({ updateMode, userMetadata }))).toEqual([
				{ _id: id, updated: true },
			]);
		}
	});

	test('Delete removes the file', async () => {
		const { id } = world.simulator.world.addAsset({ status: 'ready' });
		expect(jsonOf(await run('delete', { assetId: byId(id) }))).toEqual([
			{ _id: id, deleted: true },
		]);
		expect(world.simulator.world.assets.has(id)).toBe(false);
		expect(world.simulator.requests[0].query).toEqual({});
	});

	test('Delete of an asset that is indexed names the switch, and what it does', async () => {
		const { id: indexId } = world.simulator.world.addIndex();
		const { assetId } = world.simulator.world.addIndexedAsset({ indexId, status: 'ready' });
		const error = errorOf(await run('delete', { assetId: byId(assetId) }));
		expect(error.message).toBe(`Asset ${assetId} is still in use`);
		expect(error.description).toContain('Get Many by Asset');
		expect(error.description).toContain('turn on Force under Options');
		expect(error.description).toContain('they are left without it');
		expect(world.simulator.world.assets.has(assetId)).toBe(true);

		const forced = await run('delete', { assetId: byId(assetId), options: { force: true } });
		expect(jsonOf(forced)).toEqual([{ _id: assetId, deleted: true }]);
		expect(world.simulator.requests[1].query).toEqual({ force: 'true' });
		expect(world.simulator.world.assets.has(assetId)).toBe(false);
	});

	test('Delete that is refused in spite of Force does not advise to turn it on', async () => {
		const { id } = world.simulator.world.addAsset({ status: 'ready' });
		world.simulator.faults.add({ on: 'assets.delete', respond: { status: 409 } });
		const error = errorOf(await run('delete', { assetId: byId(id), options: { force: true } }));
		expect(error.description).not.toContain('Force');
	});

	test('Delete of an asset that is not there is no conflict', async () => {
		const error = errorOf(await run('delete', { assetId: byId(MISSING) }));
		expect(error.message).toBe(`Asset ${MISSING} does not exist, or is in another account`);
	});
});
