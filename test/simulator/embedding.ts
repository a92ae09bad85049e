import type { Bench } from './support';

/** A vector as the API shows it. */
export interface Vector {
	embedding: number[];
	embedding_uncertainty?: number[];
	embedding_option: string | null;
	embedding_scope: string | null;
	start_sec: number | null;
	end_sec: number | null;
	start_page_number?: number | null;
	quadrant?: string | null;
	chunk_index?: number | null;
}

/** Vectors of length 1. */
export function nearness(a: readonly number[] = [], b: readonly number[] = []): number {
	return a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0);
}

/** Option, scope and start of each vector, in a fixed order. */
export const placesOf = (data: Vector[]): string[] =>
	data
		.map(
			({ embedding_option: option, embedding_scope: scope, start_sec: start }) =>
				`${option} ${scope} ${String(start).padStart(3)}`,
		)
		.sort();

/** `<status> <code>` of a request that is refused, whichever body it has. */
export async function refusalOf(bench: Bench, path: string, body: object): Promise<string> {
	const { status, body: answer } = await bench.call<{
		code?: string;
		error?: { code: string };
	}>('POST', path, body);
	return `${status} ${answer.error?.code ?? answer.code}`;
}
