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

const CLIP_SECONDS = 6;

/** Sounds that are no speech, from clip to clip in turn. */
const SOUNDS = ['music', 'applause', 'engine', 'silence', 'laughter'];

/** A video in clips of equal length, the last one shorter. Each sentence belongs to the clip it begins in. */
export function clipsOf(footage: Footage): Clip[] {
	const { duration, filename, scenes = [], userMetadata = {} } = footage;
	const spoken = spokenByClip(footage);
	const everywhere = [filename, ...Object.values(userMetadata).map(String)].join(' ');
	return Array.from({ length: Math.ceil(duration / CLIP_SECONDS) }, (_, n) => ({
		start: n * CLIP_SECONDS,
		end: rounded(Math.min((n + 1) * CLIP_SECONDS, duration)),
		sights: `${everywhere} ${inTurn(scenes, n)}`,
		sounds: `${filename} ${inTurn(SOUNDS, n)}`,
		spoken: (spoken.get(n) ?? []).join(' '),
	}));
}

function spokenByClip(footage: Footage): Map<number, string[]> {
	const byClip = new Map<number, string[]>();
	if (!footage.hasSpeech) return byClip;
	const { sentences } = transcriptOf({ media: footage, spoken: footage.spoken });
	for (const { start, value } of sentences) {
		const n = Math.floor(start / CLIP_SECONDS);
		byClip.set(n, [...(byClip.get(n) ?? []), value]);
	}
	return byClip;
}

const inTurn = (texts: readonly string[], n: number): string => texts[n % texts.length] ?? '';
