import { config } from '@n8n/node-cli/eslint';

/**
 * Rules for code that is never published: the tests, the simulator, the scripts. n8n's rules for packages of its cloud do
 * not apply to it. Published code is linted by `eslint.config.mjs`, which n8n's strict mode wants unchanged.
 */
export default [
	...config,
	{
		files: ['**/*.ts'],
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'@n8n/community-nodes/no-restricted-imports': 'off',
			'@n8n/community-nodes/no-restricted-globals': 'off',
			'@n8n/community-nodes/require-node-api-error': 'off',
			'@n8n/community-nodes/no-dangerous-functions': 'off',
		},
	},
];
