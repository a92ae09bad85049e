/** Look-ups that the items of one execution share. They are forgotten with their execution. */
export class SharedLookUps<T> {
	private readonly executions = new WeakMap<AbortSignal, Map<string, Promise<T>>>();

	/**
	 * The result of a look-up that an item of the execution makes first. One that did not succeed is made again.
	 * @param execution its signal to cancel; without one nothing is shared
	 * @param key the same for the same look-up
	 * @throws whatever the look-up throws
	 */
	async get(execution: AbortSignal | undefined, key: string, lookUp: () => Promise<T>): Promise<T> {
		if (!execution) return await lookUp();
		const own = this.executions.get(execution) ?? new Map<string, Promise<T>>();
		this.executions.set(execution, own);
		const made = own.get(key) ?? lookUp();
		own.set(key, made);
		return await made.catch((error: unknown) => {
			own.delete(key);
			throw error;
		});
	}
}
