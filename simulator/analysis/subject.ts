import { clipsOf, type Footage } from '../material/clips';
import { transcriptOf } from '../material/speech';

/** One thing that can be said about a video, and when it happens, in seconds. */
export interface Line {
	start: number;
	end: number;
	value: string;
}

/** What is analyzed: all of a video, or a window of it, on the clock of its file. */
export interface Subject {
	name: string;
	from: number;
	to: number;
	/** Never empty. */
	lines: Line[];
}

/** Footage of a file, and what the clock of the file shows at the first frame. */
export interface Source extends Footage {
	clockStart: number;
}

/** The window of a video, with what is said in it; where there is no speech, with what is to be seen. */
export function subjectOf(source: Source, from: number, to: number): Subject {
	const { clockStart, filename: name } = source;
	const seen = () => clipsOf(source).map((clip) => ({ ...clip, value: clip.sights.trim() }));
	const spoken = transcriptOf({ media: source, spoken: source.spoken }).sentences;
	const all = source.hasSpeech && spoken.length > 0 ? spoken : seen();
	const lines = all
		.map(({ start, end, value }) => ({ start: start + clockStart, end: end + clockStart, value }))
		.filter(({ start, end }) => start >= from && end <= to);
	return {
		name,
		from,
		to,
		lines: lines.length > 0 ? lines : [{ start: from, end: to, value: name }],
	};
}

/** Images have no times. */
export function subjectOfImages(names: string[]): Subject {
	const lines = names.map((value) => ({ start: 0, end: 0, value }));
	return { name: names.join(', '), from: 0, to: 0, lines };
}
