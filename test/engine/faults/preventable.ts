import type { Outcome, Story } from './story';

/**
 * Wrongs that no client can prevent, since TwelveLabs has no way to distinguish requests: what comes after the
 * look-ups of the node have ended. Skipped waits make that soon.
 */
export const preventable = ({ story }: Outcome, wrongs: string[]): string[] =>
	wrongs.filter((wrong) => {
		const asset = Number(/\basset (\d+)/.exec(wrong)?.[1]);
		const items = story.items.filter((item) => item.asset === asset);
		const isCut = isCutOff(story);
		if (/is lost$/.test(wrong)) return !isCut;
		if (/was indexed/.test(wrong)) return !(story.limited && items.length > 1) && !isCut;
		return true;
	});

/** The connection may break while the server is at work. */
function isCutOff({ script }: Story): boolean {
	const names = script.map(({ trouble }) => trouble);
	return names.includes('silence before the effect') && names.some((name) => /outage/.test(name));
}
