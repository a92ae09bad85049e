/** Has timers ring at once, however long they are, until `restore` is called. */
export function ringingAtOnce(): { pauses: number[]; restore: () => void } {
	const pauses: number[] = [];
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		pauses.push(ms);
		const timer = new AbortController();
		setImmediate(() => timer.abort());
		return timer.signal;
	});
	return { pauses, restore: () => timeout.mockRestore() };
}
