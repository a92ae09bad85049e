import { ChunkUrls } from '../../../../../nodes/TwelveLabs/resources/asset/multipart/chunkUrls';
import type { Session } from '../../../../../nodes/TwelveLabs/resources/asset/multipart/session';
import { stubConnection } from '../../../../stubConnection';

const urlOf = (index: number, round: number) => `https://storage.test/${index}?round=${round}`;

const range = (start: number, count: number) => Array.from({ length: count }, (_, n) => start + n);

/** The addresses of a session of 120 chunks, whose first two came with it, and what is asked for. */
function addresses() {
	const asked: unknown[] = [];
	const connection = stubConnection(({ body }) => {
		const { start, count } = JSON.parse(String(body)) as { start: number; count: number };
		asked.push({ start, count });
		const urls = range(start, count).map((index) => ({
			chunk_index: index,
			url: urlOf(index, asked.length),
		}));
		return { body: { upload_urls: urls } };
	});
	const session: Session = {
		uploadId: '67b5e8a1c0d94f7712ab3406',
		chunkBytes: 10,
		totalBytes: 1_200,
		totalChunks: 120,
		headers: {},
		urls: range(1, 2).map((index) => ({ chunk_index: index, url: urlOf(index, 0) })),
	};
	return { asked, urls: new ChunkUrls(connection, session) };
}

afterEach(() => void jest.restoreAllMocks());

test('addresses are fetched when they are needed, at most fifty at a time', async () => {
	const { asked, urls } = addresses();
	for (const index of range(1, 120)) {
		const round = Math.ceil((index - 2) / 50);
		expect(await urls.next(index, false)).toBe(urlOf(index, round));
	}
	expect(asked).toEqual([
		{ start: 3, count: 50 },
		{ start: 53, count: 50 },
		{ start: 103, count: 18 },
	]);
});

test('an address is handed out once, and a new one is fetched alone', async () => {
	const { asked, urls } = addresses();
	await urls.next(1, false);
	expect(await urls.next(1, true)).toBe(urlOf(1, 1));
	expect(await urls.next(2, false)).toBe(urlOf(2, 0));
	expect(asked).toEqual([{ start: 1, count: 1 }]);
});

test('an address is not used when its hour is nearly over', async () => {
	const now = jest.spyOn(performance, 'now').mockReturnValue(0);
	const { asked, urls } = addresses();
	now.mockReturnValue(51 * 60_000);
	expect(await urls.next(1, false)).toBe(urlOf(1, 1));
	expect(asked).toEqual([{ start: 1, count: 50 }]);
});

test('an answer without the address is none', async () => {
	const { session, connection } = {
		session: { uploadId: '1a', totalChunks: 1, urls: [] } as unknown as Session,
		connection: stubConnection(() => ({ body: { upload_urls: [{ chunk_index: 1, url: 'x' }] } })),
	};
	await expect(new ChunkUrls(connection, session).next(1, false)).rejects.toThrow(
		'does not come from TwelveLabs',
	);
});
