import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { explain } from '../explain';
import { say } from '../report';
import { isReleased } from './changelog';
import { readContract } from './contract/read';
import { renewed } from './contract/renew';
import { releasedContract, writeContract } from './contract/store';

const REPOSITORY = join(__dirname, '..', '..');

/** Renews the committed contract from the built package: `npm run release:snapshot`. */
function main(): number {
	try {
		const present = readContract(REPOSITORY);
		const changelog = readFileSync(join(REPOSITORY, 'CHANGELOG.md'), 'utf8');
		const contract = renewed(releasedContract(), present, isReleased(changelog, present.version));
		writeContract(contract);
		say(
			contract.published
				? `The contract is now that of version ${contract.version}.`
				: 'The contract is that of today. Nothing is published yet, so it may be renewed again.',
		);
		return 0;
	} catch (error) {
		return explain(error, new AbortController().signal);
	}
}

process.exit(main());
