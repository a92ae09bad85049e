/** Why survivors are none that a test should notice. */
export const EXPLAINED: ReadonlyArray<{
	/** End of the path. */
	file: string;
	/** Parts of the lines that they stand in. */
	lines: string[];
	why: string;
}> = [
	{
		file: 'api/storage/putChunk.ts',
		lines: ['const etag = status < 300'],
		why: 'status 300 has ended the upload a line before, as a redirect',
	},
	{
		file: 'api/storage/errors.ts',
		lines: ['httpStatus < 300'],
		why: 'status 300 has ended the upload a line before, as a redirect',
	},
	{
		file: 'api/storage/outage.ts',
		lines: ['if (!isOfRequest(error)) return false;'],
		why: 'the compiler needs the line: an error of anything else has no facts, and comes to the same',
	},
	{
		file: 'api/storage/bufferPool.ts',
		lines: ['} catch {'],
		why: 'a function that ends without a value returns undefined, too',
	},
	{
		file: 'api/client/attempt.ts',
		lines: ['fromTwelveLabs: true }) === TOO_MANY_REQUESTS'],
		why: 'who answered makes a difference to status 404 alone',
	},
	{
		file: 'api/client/formBody.ts',
		lines: ['private readonly streams: FileStream[] = []'],
		why: 'what stands there in the mutant has nothing to end it by',
	},
	{
		file: 'api/client/pause.ts',
		lines: ['{ once: true }'],
		why: 'a signal fires once',
	},
	{
		file: 'api/client/pause.ts',
		lines: ['if (cancel.aborted) work.catch'],
		why: 'Jest does not see an unhandled rejection',
	},
	{
		file: 'api/client/responseBody.ts',
		lines: ['if (key !== last?.key) last ='],
		why: 'a cache changes nothing but the time that it takes',
	},
	{
		file: 'TwelveLabsTrigger/state.ts',
		lines: [
			'const absent = [...findings.gone].filter(',
			'gone.length > 0 ||',
			'ids.length === others.length && ids.every(',
		],
		why: 'what is absent twice is given up, and so is in no list any more: the other conditions show each change',
	},
	{
		file: 'TwelveLabsTrigger/state.ts',
		lines: ['createdAt !== undefined &&'],
		why: 'the compiler needs the line: no time is later than an unknown one',
	},
	{
		file: 'api/client/pause.ts',
		lines: ['} finally {'],
		why: 'a call that is left behind is made to a promise that has ended',
	},
	{
		file: 'api/endpoints.ts',
		lines: ['const read = (', 'const idempotent = (', 'const entitiesAt = ('],
		why: 'they run when the file is loaded, which counts for no test',
	},
	{
		file: 'api/time.ts',
		lines: ['if (value !== last?.text) last ='],
		why: 'a cache changes nothing but the time that it takes',
	},
	{
		file: 'api/path.ts',
		lines: ['if (isId(value)) return value;'],
		why: 'it saves time alone: what follows leaves an ID as it is',
	},
	{
		file: 'api/errors/apiError.ts',
		lines: [
			"flaw: { kind: 'foreign' } },",
			'{ count: 1 },',
			"flaw = { kind: 'foreign' } }: Answered",
			'{ acceptedMs: 0, wasIndeterminate: false }',
		],
		why: 'what stands there is what holds without it, too',
	},
	{
		file: 'api/errors/catalogue.ts',
		lines: ['(status > BAD_REQUEST && status < 500'],
		why: 'the line before has status 400',
	},
	{
		file: 'api/errors/statuses.ts',
		lines: ['if (status < 400) return REDIRECT;'],
		why: 'status 400 has words of its own',
	},
	{
		file: 'api/errors/redaction.ts',
		lines: ["if (key !== '' && (!isDistinct || /\\W/.test(key)))"],
		why: 'of letters and digits alone, a key is found without the pattern, too',
	},
	{
		file: 'api/errors/redaction.ts',
		lines: [
			"if (typeof inner === 'object' && inner !== null) open.push",
			'else if (clean !== name)',
		],
		why: 'it saves time alone: what is no object is passed over, and what has not changed may be set again',
	},
	{
		file: 'api/paging/readPage.ts',
		lines: [': [];'],
		why: 'what is no list is thrown a line later',
	},
	{
		file: 'api/paging/reading.ts',
		lines: ['private shortPage = {'],
		why: 'no page has the number that stands there, nor none',
	},
	{
		file: 'api/paging/reading.ts',
		lines: ['if (this.firstTotal === undefined) return false;'],
		why: 'the compiler needs the line: no number of requests is more than an unknown one',
	},
	{
		file: 'api/paging/pageWalk.ts',
		lines: ['this.page = reading.next(page, !isEnd && size < pageSize);'],
		why: 'a full page is never the next one again, so that it does not matter whether it counts as short',
	},
	{
		file: 'api/paging/pageWalk.ts',
		lines: ['complete = true;'],
		why: 'it says something when the walk is over, and is set then',
	},
	{
		file: 'api/paging/pageWalk.ts',
		lines: ['isPast = () => false'],
		why: 'undefined is as little true as false',
	},
	{
		file: 'api/paging/pageWalk.ts',
		lines: ['this.end(false);'],
		why: 'a reading with a hole is not complete, whatever else is true of it',
	},
	{
		file: 'api/paging/tokenWalk.ts',
		lines: ['if (!isOfRequest(error)) return false;'],
		why: 'the compiler needs the line: an error of anything else has no facts, and comes to the same',
	},
	{
		file: 'shared/jsonOrNothing.ts',
		lines: ['} catch {'],
		why: 'a function that ends without a value returns undefined, too',
	},
	{
		file: 'shared/parameters.ts',
		lines: [
			'const number = text !== undefined && DECIMAL.test(text)',
			"return typeof plain === 'number' && Number.isFinite(plain)",
		],
		why: 'the compiler needs the comparison: what follows it says the same of every other value',
	},
	{
		file: 'shared/jsonObject.ts',
		lines: ["if (typeof value !== 'object' || value === null) continue;"],
		why: 'the values of anything else are its characters, and no numbers',
	},
	{
		file: 'shared/timestamp.ts',
		lines: ['iso.replace('],
		why: 'milliseconds stand in one place of a time only',
	},
	{
		file: 'shared/jsonObject.ts',
		lines: ['const open: Array<Set<string>> = []', 'open.at(-1)?.'],
		why: 'wherever a key stands, an object is open',
	},
	{
		file: 'shared/output.ts',
		lines: ['if (Array.isArray(one) && Array.isArray(other))'],
		why: 'two paths into the same field find the same kind of value there',
	},
	{
		file: 'shared/locators/search.ts',
		lines: ["wanted === '' || filterName === undefined ? {} :"],
		why: 'where a list has no filter, what was searched has no second page',
	},
	{
		file: 'shared/creating/tries.ts',
		lines: ['this.askedFor.get(id) ?? []'],
		why: 'nothing is kept under what stands there in the mutant',
	},
	{
		file: 'shared/creating/createAt.ts',
		lines: ["if ('unclear' in attempt) made.attempt"],
		why: 'what has succeeded has an entry, and then the attempt is not read',
	},
	{
		file: 'shared/creating/createOnce.ts',
		lines: ["finding: Finding<T> = { state: 'unproven' }", "finding = { state: 'unproven' }"],
		why: 'a finding that proves nothing is one with no other state',
	},
];
