/** Look-ups that the items of one run share. They are forgotten with their run: what is there may change before the next one. */
export class SharedLookUps<T> {
	private readonly runs = new WeakMap<object, Map<string, Promise<T>>>();

	/**
	 * The result of a look-up that an item of the run makes first. One that did not succeed is made again.
	 * @param run see `Connection`; without one nothing is shared
	 * @param key the same for the same look-up
	 * @throws whatever the look-up throws
	 */
	async get(run: object | undefined, key: string, lookUp: () => Promise<T>): Promise<T> {
		if (!run) return await lookUp();
		const own = this.runs.get(run) ?? new Map<string, Promise<T>>();
		this.runs.set(run, own);
		const made = own.get(key) ?? lookUp();
		own.set(key, made);
		return await made.catch((error: unknown) => {
			own.delete(key);
			throw error;
		});
	}
}
