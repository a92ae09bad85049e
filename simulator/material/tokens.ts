/** The usual rule of thumb. */
const CHARACTERS_PER_TOKEN = 4;

/** How many tokens a text has. */
export function tokensOf(text: string): number {
	return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/** The first tokens of a text. */
export function firstTokens(text: string, count: number): string {
	return text.slice(0, count * CHARACTERS_PER_TOKEN);
}
