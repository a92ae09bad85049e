import { isOfRequest } from '../api/errors/facts';
import { ScanFindings } from './findings';
import { scanAwaited } from './scanAwaited';
import { scanLate } from './scanLate';
import { SCAN_LIMITS, type ScanLimits } from './scanLimits';
import { scanNew } from './scanNew';
import type { WatchSource } from './source';
import type { Findings, WatchState } from './state';

/**
 * Reads what is new, and what was still running at the last scan. When a request does not succeed, or the time is over, what
 * was read counts.
 */
export async function scan<T>(
	state: WatchState,
	source: WatchSource<T>,
	limits: ScanLimits = SCAN_LIMITS,
): Promise<Findings<T>> {
	const findings = new ScanFindings<T>(state);
	await scanLists(findings, source, limits).catch((error: unknown) => {
		if (!isOfRequest(error)) throw error;
		findings.notRead(error);
	});
	return findings;
}

async function scanLists<T>(
	findings: ScanFindings<T>,
	source: WatchSource<T>,
	limits: ScanLimits,
): Promise<void> {
	await scanNew(findings, source, limits);
	await scanAwaited(findings, source);
	await scanLate(findings, source);
}
