/** An ES module alone: CommonJS, which these scripts are, cannot import it statically. */
const getPortModule = import('get-port');

/** @param wanted the port to take when it is free */
export const freePort = async (wanted?: number): Promise<number> =>
	await (await getPortModule).default({ port: wanted });
