import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Contract } from './types';

const FILE = join(__dirname, 'contract.json');

/** The committed contract of the last release. */
export const releasedContract = (): Contract => JSON.parse(readFileSync(FILE, 'utf8')) as Contract;

/** Takes the place of the committed contract. */
export const writeContract = (contract: Contract): void =>
	writeFileSync(FILE, `${JSON.stringify(contract, null, '\t')}\n`);
