import { z } from 'zod';

/**
 * The keys that GitHub documents for the files that it reads, as far as they are used here. GitHub ignores a key that it
 * does not have, or refuses the whole file, and says so on its pages only.
 */
const label = z.object({ label: z.string().min(1), description: z.string().optional() });
const validations = z.strictObject({ required: z.boolean() }).optional();
const id = z.string().regex(/^[\w-]+$/);

const entry = z.discriminatedUnion('type', [
	z.strictObject({
		type: z.literal('markdown'),
		attributes: z.strictObject({ value: z.string().min(1) }),
	}),
	z.strictObject({
		type: z.literal('input'),
		id,
		validations,
		attributes: z.strictObject({ ...label.shape, placeholder: z.string().optional() }),
	}),
	z.strictObject({
		type: z.literal('textarea'),
		id,
		validations,
		attributes: z.strictObject({
			...label.shape,
			placeholder: z.string().optional(),
			render: z.enum(['json', 'text']).optional(),
		}),
	}),
	z.strictObject({
		type: z.literal('dropdown'),
		id,
		validations,
		attributes: z.strictObject({
			...label.shape,
			options: z.array(z.string()).min(2),
			multiple: z.boolean().optional(),
		}),
	}),
]);

/** `.github/ISSUE_TEMPLATE/<name>.yml` */
export const ISSUE_FORM = z.strictObject({
	name: z.string().min(4),
	description: z.string().min(4),
	labels: z.array(z.string()),
	body: z
		.array(entry)
		.min(1)
		.refine((entries) => {
			const ids = entries.flatMap((one) => ('id' in one ? [one.id] : []));
			return new Set(ids).size === ids.length;
		}, 'An id is there twice'),
});

/** `.github/ISSUE_TEMPLATE/config.yml` */
export const ISSUE_CONFIG = z.strictObject({
	blank_issues_enabled: z.boolean(),
	contact_links: z.array(
		z.strictObject({ name: z.string(), url: z.string().url(), about: z.string() }),
	),
});

const patterns = z.array(z.string()).min(1);

/** `.github/dependabot.yml` */
export const DEPENDABOT = z.strictObject({
	version: z.literal(2),
	updates: z.array(
		z.strictObject({
			'package-ecosystem': z.enum(['npm', 'github-actions']),
			directory: z.literal('/'),
			schedule: z.strictObject({ interval: z.enum(['daily', 'weekly', 'monthly']) }),
			groups: z.record(
				z.strictObject({
					patterns: patterns.optional(),
					'exclude-patterns': patterns.optional(),
					'update-types': z.array(z.enum(['major', 'minor', 'patch'])).optional(),
				}),
			),
			ignore: z.array(z.strictObject({ 'dependency-name': z.string() })).optional(),
		}),
	),
});
