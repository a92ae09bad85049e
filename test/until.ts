/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never published */
/** Returns as soon as something has come true, however long the machine needs for it. */
export async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
