import { ownCode } from '../../nodes/shared/ownCode';

const missing = (code: string) => Object.assign(new Error('No such file'), { code });

test('code is loaded once, with the first call', async () => {
	const load = jest.fn(async () => ({}));
	const code = ownCode(load);
	expect(load).not.toHaveBeenCalled();
	expect(await code()).toBe(await code());
	expect(load).toHaveBeenCalledTimes(1);
});

test.each(['MODULE_NOT_FOUND', 'ENOENT'])(
	'of a file that is gone (%s), it says that nothing was sent, and loads it where it is back',
	async (reason) => {
		const load = jest.fn(async () => 'code').mockRejectedValueOnce(missing(reason));
		const code = ownCode(load);
		await expect(code()).rejects.toMatchObject({
			message: expect.stringMatching(/was updated meanwhile\. Nothing was sent/),
			description: expect.stringContaining('restart n8n'),
			cause: { code: reason },
		});
		expect(await code()).toBe('code');
	},
);

test('what is wrong with the code itself stays as it is', async () => {
	const error = new SyntaxError('Unexpected token');
	const code = ownCode(async () => await Promise.reject(error));
	await expect(code()).rejects.toBe(error);
});
