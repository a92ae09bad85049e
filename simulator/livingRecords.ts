import type { Clock } from './clock';
import { endedAt, heldAt, stepAt, type Life } from './lifecycle';

/** A record whose status is read off the clock. */
interface LivingRecord<Status> {
	readonly id: string;
	life: Life<Status>;
}

/** The records of one kind, in the order of their creation. */
export class LivingRecords<Status, Each extends LivingRecord<Status>> {
	readonly all = new Map<string, Each>();

	/** @param kind as an exception names it */
	constructor(
		private readonly kind: string,
		protected readonly clock: Clock,
	) {}

	status({ life }: Each): Status {
		return stepAt(life, this.clock.now()).status;
	}

	/** The record stays as it is now, until something ends its life. */
	hold(id: string): void {
		const record = this.find(id);
		record.life = heldAt(record.life, this.clock.now());
	}

	remove(id: string): void {
		this.all.delete(id);
	}

	/** The life of the record ends now, whatever was planned. */
	protected end(id: string, status: Status): Each {
		const record = this.find(id);
		record.life = endedAt(record.life, status, this.clock.now());
		return record;
	}

	private find(id: string): Each {
		const record = this.all.get(id);
		if (!record) throw new Error(`There is no ${this.kind} ${id}`);
		return record;
	}
}
