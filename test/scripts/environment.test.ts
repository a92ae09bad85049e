import { n8nEnvironment } from '../../scripts/n8n/environment';

const OWN = {
	PATH: '/usr/bin',
	HOME: '/home/me',
	HTTPS_PROXY: 'http://proxy:3128',
	NO_PROXY: '.internal',
	NODE_OPTIONS: '--inspect',
	N8N_PORT: '1',
	npm_config_prefix: '/usr',
	TWELVELABS_API_KEY: 'secret',
};
const OPTIONS = { userFolder: '/u', port: 5678, brokerPort: 9, node: '/n/bin/node', online: false };

describe('The environment of n8n', () => {
	it("has nothing of npm's, of the user's n8n and of the key", () => {
		const environment = n8nEnvironment(OWN, OPTIONS);
		expect(environment).toMatchObject({
			HOME: '/home/me',
			N8N_PORT: '5678',
			PATH: '/n/bin:/usr/bin',
		});
		for (const name of ['NODE_OPTIONS', 'npm_config_prefix', 'TWELVELABS_API_KEY', 'HTTPS_PROXY']) {
			expect(environment).not.toHaveProperty(name);
		}
	});

	it('knows the proxy when it is to reach the internet, but not for its own task runner', () => {
		const environment = n8nEnvironment(OWN, { ...OPTIONS, online: true });
		expect(environment).toMatchObject({
			HTTPS_PROXY: 'http://proxy:3128',
			NO_PROXY: '.internal,localhost,127.0.0.1',
		});
	});
});
