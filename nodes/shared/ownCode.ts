import { UserError } from 'n8n-workflow';

/** What Node says of a file that is not there, and of one whose path it had resolved before. */
const MISSING_FILE = ['MODULE_NOT_FOUND', 'ENOENT'];

/**
 * Code of this package that is loaded when it is first needed, and kept from then on: an update puts the files of another
 * version in the place of those that n8n runs. A file's name has the hash of its content, so it is there or missing, and
 * never of another version. See docs/decisions/0009.
 * @param load imports the code
 * @returns the code, loaded with the first call; throws UserError where its file is gone
 */
export function ownCode<Code>(load: () => Promise<Code>): () => Promise<Code> {
	let loaded: Promise<Code> | undefined;
	const anew = async () =>
		await load().catch(async (error: unknown) => {
			// An update that does not succeed puts the files back.
			loaded = undefined;
			return await Promise.reject(isMissing(error) ? updated(error) : error);
		});
	return async () => await (loaded ??= anew());
}

const isMissing = (error: unknown): error is Error =>
	MISSING_FILE.includes(String(Object(error).code));

const updated = (cause: Error): UserError =>
	new UserError('The TwelveLabs package was updated meanwhile. Nothing was sent: run it again.', {
		description:
			'A trigger goes on with its next poll, and misses nothing. Where this comes again, restart n8n, which still runs the version before.',
		cause,
	});
