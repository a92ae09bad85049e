import { SharedLookUps } from '../../nodes/shared/sharedLookUps';

const lookUps = () => {
	const made: string[] = [];
	const shared = new SharedLookUps<string>();
	const get = async (run: object | undefined, key: string) =>
		await shared.get(run, key, async () => {
			made.push(key);
			if (key === 'broken') throw new Error('broken');
			return key.toUpperCase();
		});
	return { made, get };
};

const thisRun = {};

test('items of a run share a look-up, those of another one and other things do not', async () => {
	const { made, get } = lookUps();
	expect(await Promise.all([get(thisRun, 'a'), get(thisRun, 'a'), get(thisRun, 'b')])).toEqual([
		...['A', 'A', 'B'],
	]);
	expect(made).toEqual(['a', 'b']);
	await get({}, 'a');
	await get(undefined, 'a');
	expect(made).toEqual(['a', 'b', 'a', 'a']);
});

test('a look-up that did not succeed is shared by those that wait for it, and made again', async () => {
	const { made, get } = lookUps();
	const both = await Promise.allSettled([get(thisRun, 'broken'), get(thisRun, 'broken')]);
	expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(made).toHaveLength(1);
	await expect(get(thisRun, 'broken')).rejects.toThrow('broken');
	expect(made).toHaveLength(2);
});
