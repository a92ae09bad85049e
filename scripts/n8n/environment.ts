import { delimiter, dirname } from 'node:path';

/** What of the user's own environment n8n may see: where programs and the home are, language and time. */
const PASSED_ON = ['PATH', 'HOME', 'USER', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ'];

/** How the real TwelveLabs is reached; with the simulator nothing leaves the computer. */
const WAYS_OUT = [
	'HTTP_PROXY',
	'HTTPS_PROXY',
	'ALL_PROXY',
	'http_proxy',
	'https_proxy',
	'all_proxy',
	'NODE_EXTRA_CA_CERTS',
];

/** n8n talks to its own task runner, which a proxy cannot reach. */
const NEVER_BY_PROXY = 'localhost,127.0.0.1';

/** Nothing of n8n calls out by itself, and it does not ask for a name or an opinion. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,insights,instance-ai,chat-hub',
	N8N_PYTHON_ENABLED: 'false',
};

/** Executions that are still running when n8n stops get this many seconds, not n8n's 30. */
const SHUTDOWN_SECONDS = '2';

interface EnvironmentOptions {
	userFolder: string;
	port: number;
	/** Where the task runner meets n8n. */
	brokerPort: number;
	/** The Node.js that runs n8n, found first by whatever n8n starts. */
	node: string;
	/** Let n8n reach the internet as the user does. */
	online: boolean;
}

/** The environment of an n8n on the loopback interface: clean, so that it is the same on every computer. */
export function n8nEnvironment(
	own: NodeJS.ProcessEnv,
	{ userFolder, port, brokerPort, node, online }: EnvironmentOptions,
): NodeJS.ProcessEnv {
	const noProxy = [own.NO_PROXY ?? own.no_proxy, NEVER_BY_PROXY].filter(Boolean).join(',');
	return {
		...cleanEnvironment(own),
		...(online && { ...pick(own, WAYS_OUT), NO_PROXY: noProxy, no_proxy: noProxy }),
		PATH: [dirname(node), own.PATH].join(delimiter),
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PROTOCOL: 'http',
		// The address is http and never leaves this computer.
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: SHUTDOWN_SECONDS,
		...QUIET,
	};
}

/** What n8n, or its engine, may see of the user's own environment. */
export const cleanEnvironment = (own: NodeJS.ProcessEnv): NodeJS.ProcessEnv => pick(own, PASSED_ON);

const pick = (environment: NodeJS.ProcessEnv, names: string[]): NodeJS.ProcessEnv =>
	Object.fromEntries(
		names
			.filter((name) => environment[name] !== undefined)
			.map((name) => [name, environment[name]]),
	);
