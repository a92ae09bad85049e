import type { IDataObject } from 'n8n-workflow';

import type { Simulator } from '../../simulator/server';

/** No asset of the simulator has it. */
export const UNKNOWN_ID = '6720a1b2c3d4e5f6ffffffff';

/** An item, and what comes of it. */
export interface Case {
	asset: string;
	/** Metadata. */
	year: number | string;
	/** Nothing for an item that works. */
	trouble?: { error: RegExp; httpStatus?: number; next: RegExp };
}

export const isFine = ({ trouble }: Case): boolean => trouble === undefined;

/** There is no credit to index these. */
export function refusePayment({ faults }: Simulator, assets: unknown[]): void {
	faults.add({
		on: ({ body }) => assets.includes((body as IDataObject | null)?.asset_id),
		times: Infinity,
		respond: { status: 402, body: { code: 'payment_required', message: 'No credit is left.' } },
	});
}

/** Items that work, among items with a trouble of each kind. */
export function mixedCases(simulator: Simulator): Case[] {
	const { world, switches } = simulator;
	switches.assetNotReady = { status: 409, code: 'asset_not_ready' };
	const processing = world.addAsset({ status: 'processing' }).id;
	const unpaid = world.addAsset({ status: 'ready' }).id;
	refusePayment(simulator, [unpaid]);
	const [first, second, third, unsent] = fineCases(simulator, 4);
	return [
		first,
		{
			asset: UNKNOWN_ID,
			year: 2026,
			trouble: { error: /^Asset \w{24} does not exist/, httpStatus: 404, next: /Check the IDs/ },
		},
		{
			asset: '',
			year: 2026,
			trouble: { error: /^Asset is empty \[item 2\]$/, next: /give its ID/ },
		},
		second,
		{
			asset: processing,
			year: 2026,
			trouble: {
				error: /current state of Asset \w{24}/,
				httpStatus: 409,
				next: /Turn on Wait for Asset/,
			},
		},
		{
			...unsent,
			year: 'last',
			trouble: { error: /"year": "last" is not a number \[item 5\]$/, next: /Correct the value/ },
		},
		{
			asset: unpaid,
			year: 2026,
			trouble: { error: /credit/, httpStatus: 402, next: /payment method/ },
		},
		third,
	];
}

export const fineCases = ({ world }: Simulator, count: number): Case[] =>
	Array.from({ length: count }, () => ({
		asset: world.addAsset({ status: 'ready' }).id,
		year: 2026,
	}));
