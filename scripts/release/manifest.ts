/** What the release reads of package.json, the one place that names owner, repository and e-mail. */
export interface Manifest {
	name: string;
	version: string;
	homepage: string;
	author: { name: string; email: string };
	repository: { type: string; url: string };
}

/** The owner until there is one: GitHub allows no account of that name. */
export const OWNER_PLACEHOLDER = 'OWNER_TO_BE_DECIDED';

/** The top-level domain of addresses that cannot exist (RFC 2606). */
const EMAIL_PLACEHOLDER = /\.example$/;

const GITHUB = /^https:\/\/github\.com\/([\w.-]+)\/([\w.-]+)\.git$/;

/**
 * Owner and name of the repository.
 * @returns undefined where the manifest names none on GitHub
 */
export function repositoryOf({
	repository,
}: Pick<Manifest, 'repository'>): { owner: string; name: string } | undefined {
	const [, owner, name] = GITHUB.exec(repository.url) ?? [];
	return owner === undefined ? undefined : { owner, name };
}

/** Whether the e-mail is a placeholder. */
export const isEmailMissing = ({ author }: Pick<Manifest, 'author'>): boolean =>
	!author.email.includes('@') || EMAIL_PLACEHOLDER.test(author.email);
