import type { Outcome } from './story';

/**
 * Wrongs that come of defects which are reported, and not mended yet, so that the random scripts go on looking for others.
 * `knownDefects.test.ts` has an example of each.
 */
export const unknown = ({ story }: Outcome, wrongs: string[]): string[] =>
	wrongs.filter((wrong) => {
		if (story.script.some(({ trouble }) => trouble === 'JSON of somebody else')) return false;
		const asset = Number(/\basset (\d+)/.exec(wrong)?.[1]);
		const items = story.items.filter((item) => item.asset === asset);
		if (/is lost$/.test(wrong)) return items.length < 2 || items.every(({ skip }) => skip);
		if (/was indexed/.test(wrong)) return !(story.limited && items.length > 1);
		return !/names an earlier entry/.test(wrong);
	});
