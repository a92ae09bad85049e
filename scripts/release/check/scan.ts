/** The scanner is an ES module alone. */
const scannerModule = () => import('@n8n/scan-community-package/scanner/scanner.mjs');

/** What n8n scans of an unpacked tarball; its source has patterns of its own. */
const TARBALL_FILES = ['**/*.js', 'package.json'];

/**
 * Runs the scanner by which n8n verifies packages over a checkout. Nothing is downloaded.
 * @returns what it objects to; undefined where it passes
 */
export async function scanSource(folder: string): Promise<string | undefined> {
	const { SOURCE_FILE_PATTERNS } = await scannerModule();
	return await scan(folder, SOURCE_FILE_PATTERNS);
}

/** The same over an unpacked tarball. */
export const scanTarball = async (folder: string): Promise<string | undefined> =>
	await scan(folder, TARBALL_FILES);

async function scan(folder: string, files: string[]): Promise<string | undefined> {
	const { analyzePackage } = await scannerModule();
	const { passed, message, details } = await analyzePackage(folder, files);
	// It passes a folder without files as well.
	if (passed && message === undefined) return undefined;
	return [message, details].filter(Boolean).join('\n') || 'The scanner gives no reason.';
}
