/** An ES module alone: CommonJS cannot import it statically. */
const getPortModule = import('get-port');

export const freePort = async (): Promise<number> => await (await getPortModule).default();
