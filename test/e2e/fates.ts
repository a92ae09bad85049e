import type { Simulator } from '../../simulator/server';
import type { Ended } from './endings';
import { polledBy } from './polls';
import type { Save } from './database';

/** What shows what became of a thing. */
interface Witnesses {
	/** That its trigger asks for. */
	list: string;
	saves: Save[];
	endings: Ended[];
	simulator: Simulator;
}

/**
 * What became of a thing that was never emitted, by times in milliseconds since 1970: whether a poll has found it, whether the
 * trigger took it for emitted, and which ending came then.
 * @param at when it finished
 */
export function fateOf(
	[id, at]: [id: string, at: number],
	{ list, saves, endings, simulator }: Witnesses,
): string {
	const save = saves.find(({ ids }) => ids.includes(id));
	const own = simulator.requests.filter(({ path }) => path.endsWith(`/${id}`));
	const listed = polledBy(simulator, 0, list).find((request) => request.at >= at);
	const gone = endings.map(({ goneAt }) => goneAt).find((goneAt) => goneAt >= (save?.at ?? at));
	return [
		`${id} finished ${at}`,
		`list asked for ${listed?.at ?? 'no more'}`,
		`itself asked for ${own.map((request) => request.at).join(', ') || 'never'}`,
		save ? `saved as emitted ${save.at}, one of ${save.ids.length}` : 'not saved as emitted',
		gone === undefined ? 'by the last n8n' : `n8n gone ${gone}`,
	].join('; ');
}
