import { clipsOf, type Clip, type Footage } from '../material/clips';
import { likeness } from '../material/likeness';
import { areAlike, countMatches, hasPhrase } from '../material/words';

export type SearchOption = 'visual' | 'audio' | 'transcription';

/** What is searched for. */
export interface Question {
	/** Of the query's text. */
	words: readonly string[];
	/** What stands for an image: the same text, the same image. */
	images: readonly string[];
	/** Names of people, all of whom must be in a clip; an empty name is in none. */
	people: readonly string[];
	options: readonly SearchOption[];
	transcription: ReadonlyArray<'lexical' | 'semantic'>;
	operator: 'or' | 'and';
}

/** A video that is searched, and what it shows and says. */
export interface Searched<Video> {
	video: Video;
	id: string;
	footage: Footage;
}

/** A clip that fits. */
export interface Hit<Video> {
	video: Video;
	clip: Clip;
	/** From 1, the best. */
	rank: number;
}

/** A spoken word that is the same counts more than one that is alike. */
const LEXICAL_WEIGHT = 2;

/** Without any words, an image is like every fourth clip. */
const MIN_LIKENESS = 0.75;

/**
 * All clips that fit, the best first: those with the most words of the query, then those that are most like the images,
 * then as the videos were indexed. The same question has the same answer.
 */
export function rank<Video>(
	question: Question,
	videos: ReadonlyArray<Searched<Video>>,
): Array<Hit<Video>> {
	const scored = videos.flatMap(({ video, id, footage }) =>
		clipsOf(footage).map((clip) => ({ video, clip, score: scoreOf(question, id, clip) })),
	);
	return scored
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score)
		.map(({ video, clip }, n) => ({ video, clip, rank: n + 1 }));
}

/** Above 0 where the clip fits: in one of the options, or in all of them. */
function scoreOf(question: Question, videoId: string, clip: Clip): number {
	if (!question.people.every((name) => isIn(clip, name))) return 0;
	const scores = question.options.map((option) => scoreIn(option, question, videoId, clip));
	const fits = (score: number) => score > 0;
	const all = question.operator === 'and' ? scores.every(fits) : scores.some(fits);
	return all ? scores.reduce((sum, score) => sum + score, 0) : 0;
}

function scoreIn(option: SearchOption, question: Question, videoId: string, clip: Clip): number {
	const { words, images, people } = question;
	const matches = wordScore(option, question, clip);
	if (option !== 'visual' || images.length + people.length === 0) return matches;
	const likenesses = images.map((image) => likeness(image, videoId, String(clip.start)));
	const best = Math.max(0, ...likenesses);
	if (words.length > 0) return matches > 0 ? matches + best : 0;
	return images.length === 0 || best >= MIN_LIKENESS ? people.length + best : 0;
}

/** Whether a person is seen in a clip, or spoken of. */
const isIn = ({ sights, spoken }: Clip, name: string): boolean =>
	hasPhrase(name, `${sights} ${spoken}`);

function wordScore(option: SearchOption, { words, transcription }: Question, clip: Clip): number {
	if (option === 'visual') return countMatches(words, clip.sights);
	if (option === 'audio') return countMatches(words, clip.sounds);
	const lexical = transcription.includes('lexical')
		? LEXICAL_WEIGHT * countMatches(words, clip.spoken, (a, b) => a === b)
		: 0;
	const semantic = transcription.includes('semantic')
		? countMatches(words, clip.spoken, areAlike)
		: 0;
	return lexical + semantic;
}
