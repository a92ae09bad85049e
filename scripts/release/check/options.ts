import { parseArgs } from 'node:util';

import { Problem } from '../../problem';

export const HELP = `Says what is left to do before this version is published.

Usage: npm run release:check [-- options]

  --tag TAG       the tag that publishes (default: that of the GitHub Actions run)
  --tarball FILE  keep the packed tarball
  --notes FILE    write the text of the GitHub release to a file
  --publish       refuse outside of GitHub Actions, too
  --code          check the code only: n8n's scanner and the contract between releases
  --help          show this text

The exit code is 0 if nothing stands against publishing.
`;

/** What is checked, and for which tag. */
export interface CheckOptions {
	help: boolean;
	/** Only what every commit keeps. */
	code: boolean;
	publish: boolean;
	/** The file for the tarball. */
	tarball?: string;
	/** The file for the text of the release. */
	notes?: string;
	tag?: string;
	isInActions: boolean;
}

/** @throws Problem for an argument that does not exist */
export function readOptions(args: string[], environment: NodeJS.ProcessEnv): CheckOptions {
	const tag = environment.GITHUB_REF_TYPE === 'tag' ? environment.GITHUB_REF_NAME : undefined;
	return {
		tag,
		...readFlags(args),
		isInActions: environment.GITHUB_ACTIONS === 'true',
	};
}

function readFlags(args: string[]) {
	const flag = { type: 'boolean', default: false } as const;
	const text = { type: 'string' } as const;
	try {
		const options = {
			help: flag,
			code: flag,
			publish: flag,
			tarball: text,
			notes: text,
			tag: text,
		};
		return parseArgs({ args, options }).values;
	} catch (error) {
		throw new Problem(
			(error as Error).message,
			'See npm run release:check -- --help for the options.',
		);
	}
}
