import type { Outcome, Story } from './story';

/**
 * Wrongs that come of defects which are reported, and not mended yet, so that the random scripts go on looking for others.
 * `knownDefects.test.ts` has an example of each.
 */
export const unknown = ({ story }: Outcome, wrongs: string[]): string[] =>
	wrongs.filter((wrong) => {
		const asset = Number(/\basset (\d+)/.exec(wrong)?.[1]);
		const items = story.items.filter((item) => item.asset === asset);
		const isCut = isCutOff(story);
		const isForeign = story.script.some(({ trouble }) => trouble === 'JSON of somebody else');
		if (/is lost$/.test(wrong)) {
			const shareOne = items.length < 2 || items.every(({ skip }) => skip);
			return shareOne && !isCut && !isForeign;
		}
		if (/was indexed/.test(wrong)) return !(story.limited && items.length > 1) && !isCut;
		if (/names no such entry/.test(wrong)) return !isForeign;
		return !/names an earlier entry/.test(wrong);
	});

/** The connection may break while the server is at work. */
function isCutOff({ script }: Story): boolean {
	const names = script.map(({ trouble }) => trouble);
	return names.includes('silence before the effect') && names.some((name) => /outage/.test(name));
}
