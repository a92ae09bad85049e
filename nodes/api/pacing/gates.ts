import { Gate } from './gate';

/** From so many on, those that nobody uses are forgotten: keys and addresses change over the months of a process. */
const TIDY_FROM = 50;

const gates = new Map<string, Gate>();

/**
 * The gate of an account and a category of its quota, shared by all executions of this process. Other processes have gates
 * of their own, and learn from TwelveLabs that they are not alone.
 * @param account see `Connection`
 */
export function gateFor(account: string, category = 'other'): Gate {
	const name = `${account} ${category}`;
	const known = gates.get(name);
	if (known) return known;
	if (gates.size >= TIDY_FROM) tidy();
	const gate = new Gate();
	gates.set(name, gate);
	return gate;
}

function tidy(): void {
	for (const [name, gate] of gates) if (gate.isIdle) gates.delete(name);
}
