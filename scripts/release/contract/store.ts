import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Contract } from './types';

/** From the root of the repository. */
export const CONTRACT_PATH = 'scripts/release/contract/contract.json';

const FILE = join(__dirname, 'contract.json');

/** The committed contract: that of the last release, or of the one in preparation. */
export const committedContract = (): Contract => JSON.parse(readFileSync(FILE, 'utf8')) as Contract;

/** Takes the place of the committed contract. */
export const writeContract = (contract: Contract): void =>
	writeFileSync(FILE, `${JSON.stringify(contract, null, '\t')}\n`);
