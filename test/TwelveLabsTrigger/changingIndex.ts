import { stepAt } from '../../simulator/lifecycle';
import type { Change, History } from './history';
import { InProcessApi } from './inProcessApi';

/** An index to which a history happens. */
export class ChangingIndex {
	readonly api: InProcessApi;
	/** `created_at` of all that was ever created. */
	readonly created: number[] = [];
	/** The most that ever ran at a time. */
	maxRunning = 0;

	constructor(switches: History['switches']) {
		this.api = new InProcessApi(switches);
	}

	idsOf(kind: 'running' | 'finished'): string[] {
		return this.entries(kind).map(({ id }) => id);
	}

	/** What has finished, and that the user wants events of. */
	wantedIds({ events, filename }: History['wish']): string[] {
		return this.entries('finished')
			.filter((entry) => {
				const { status } = stepAt(entry.life, this.api.clock.now());
				return events.includes(status) && entry.filename.includes(filename);
			})
			.map(({ id }) => id);
	}

	entries(kind: 'running' | 'finished' | 'all') {
		const now = this.api.clock.now();
		return this.api.world.indexedAssetsOf(this.api.index.id).filter(({ life }) => {
			const finished = ['ready', 'failed'].includes(stepAt(life, now).status);
			return kind === 'all' || finished === (kind === 'finished');
		});
	}

	/** Makes a change, and notes what it creates. */
	change(step: Change): void {
		const { world, clock } = this.api;
		switch (step.do) {
			case 'wait':
				return clock.advance(step.ms);
			case 'create': {
				const createdAt = clock.now() - step.late;
				for (let n = 0; n < step.count; n++) {
					this.add({ createdAt: step.sameTime ? createdAt : createdAt - n });
				}
				return;
			}
			case 'finish':
				for (const { id } of picked(this.entries('running'), step.which, step.count)) {
					if (step.failed) world.fail(id, 'video_file_broken');
					else world.finish(id);
				}
				return;
			case 'delete':
				for (const { id } of picked(this.entries('all'), step.which, step.count)) world.remove(id);
				return;
			case 'edit':
				for (const entry of picked(this.entries('all'), step.which, 1)) {
					entry.metadataEditedAt = clock.now();
				}
				return;
			case 'indexAgain':
				for (const { assetId } of picked(this.entries('all'), step.which, 1)) {
					this.add({ assetId });
				}
		}
	}

	private add(entry: { createdAt?: number; assetId?: string }): void {
		const { world, index } = this.api;
		const { createdAt } = world.addIndexedAsset({
			indexId: index.id,
			status: 'indexing',
			...entry,
		});
		this.created.push(createdAt);
		this.maxRunning = Math.max(this.maxRunning, this.entries('running').length);
	}
}

function picked<T>(list: T[], which: number | 'newest', count: number): T[] {
	if (which === 'newest') return list.slice(-count);
	const start = list.length > 0 ? which % list.length : 0;
	return list.slice(start, start + count);
}
