import { config } from '@n8n/node-cli/eslint';

/** TypeScript's parser, as n8n's own configuration sets it up. */
const { languageOptions } = config.find((part) => part.languageOptions?.parser);

const { plugins } = config.find((part) => part.plugins?.['import-x']);

/**
 * Only nodes/api speaks HTTP: what lies above it names a call of `endpoints.ts`. What loads later is loaded in one way. Run
 * beside n8n's rules, not in their place.
 */
export default [
	{
		files: ['nodes/**/*.ts'],
		ignores: ['nodes/api/**'],
		languageOptions,
		linterOptions: { reportUnusedDisableDirectives: 'off' },
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							group: ['n8n-workflow'],
							importNamePattern: 'Http|^IRequestOptions$',
							message: 'Only nodes/api speaks HTTP.',
						},
					],
				},
			],
			'no-restricted-syntax': [
				'error',
				{
					selector: 'Identifier[name=/^(httpRequest|requestOAuth|requestWithAuthentication)/]',
					message: 'Only nodes/api sends requests.',
				},
				{
					selector:
						'ImportExpression:not(CallExpression[callee.name="ownCode"] *, Property[key.name="code"] *)',
					message:
						'What loads later goes through ownCode, since an update may have replaced its file.',
				},
			],
		},
	},
	// The build exports values, not variables: see `shortened` in rolldown.config.mjs.
	{
		files: ['{credentials,nodes}/**/*.ts'],
		languageOptions,
		plugins,
		linterOptions: { reportUnusedDisableDirectives: 'off' },
		rules: { 'import-x/no-mutable-exports': 'error' },
	},
];
