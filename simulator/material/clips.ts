import { rounded, transcriptOf } from './speech';

/** What a video shows and says, as far as the simulator can tell without its bytes. */
export interface Footage {
	duration: number;
	filename: string;
	hasSpeech: boolean;
	/** Sentences in turn; default: the same few for every file. */
	spoken?: readonly string[];
	/** What is to be seen, from clip to clip in turn. */
	scenes?: readonly string[];
	userMetadata?: Readonly<Record<string, unknown>>;
}

/** A stretch of a video, in seconds from its first frame, with the words that describe it. */
export interface Clip {
	start: number;
	end: number;
	sights: string;
	sounds: string;
	/** What is spoken in it; '' without speech. */
	spoken: string;
}

/** How a video is cut into clips, in seconds. */
interface Cut {
	/** Of each clip but the last one, which may be shorter. */
	seconds?: number;
	/** The part that is cut; default: all. */
	from?: number;
	to?: number;
}

/** A scene, and a sound, is as long. */
const SCENE_SECONDS = 6;

/** Sounds that are no speech, from scene to scene in turn. */
const SOUNDS = ['music', 'applause', 'engine', 'silence', 'laughter'];

/** A video in clips of equal length: by default, one for each scene. Each sentence belongs to the clip it begins in. */
export function clipsOf(footage: Footage, cut: Cut = {}): Clip[] {
	const { seconds = SCENE_SECONDS, from = 0, to = footage.duration } = cut;
	const { filename, scenes = [], userMetadata = {} } = footage;
	const spoken = spokenByClip(footage, { seconds, from, to });
	const everywhere = [filename, ...Object.values(userMetadata).map(String)].join(' ');
	return Array.from({ length: Math.ceil((to - from) / seconds) }, (_, n) => {
		const start = rounded(from + n * seconds);
		const end = rounded(Math.min(from + (n + 1) * seconds, to));
		return {
			start,
			end,
			sights: `${everywhere} ${inTurn(scenes, start, end)}`,
			sounds: `${filename} ${inTurn(SOUNDS, start, end)}`,
			spoken: (spoken.get(n) ?? []).join(' '),
		};
	});
}

function spokenByClip(
	footage: Footage,
	{ seconds, from, to }: Required<Cut>,
): Map<number, string[]> {
	const byClip = new Map<number, string[]>();
	if (!footage.hasSpeech) return byClip;
	const { sentences } = transcriptOf({ media: footage, spoken: footage.spoken });
	for (const { start, value } of sentences) {
		if (start >= to) break;
		const n = Math.floor((start - from) / seconds);
		byClip.set(n, [...(byClip.get(n) ?? []), value]);
	}
	return byClip;
}

/** Each text that is in turn between two times, once. */
function inTurn(texts: readonly string[], start: number, end: number): string {
	const first = Math.floor(start / SCENE_SECONDS);
	const count = Math.min(texts.length, Math.ceil(end / SCENE_SECONDS) - first);
	return Array.from({ length: count }, (_, n) => texts[(first + n) % texts.length]).join(' ');
}
