import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readManifest } from '../package';
import { runProgram } from '../program';
import { say } from '../report';
import { isReleased } from './changelog';
import { readContract } from './contract/read';
import { renewed } from './contract/renew';
import { committedContract, writeContract } from './contract/store';
import { publishedContract } from './history';

const REPOSITORY = join(__dirname, '..', '..');

/** Renews the committed contract from the built package: `npm run release:snapshot`. */
void runProgram(async (_cleanup, signal) => {
	const { name } = await readManifest(REPOSITORY);
	const present = readContract(REPOSITORY);
	const { version } = present;
	const checkout = { folder: REPOSITORY, signal };
	const published = await publishedContract(name, committedContract(), version, checkout);
	const changelog = readFileSync(join(REPOSITORY, 'CHANGELOG.md'), 'utf8');
	const contract = renewed(published, present, isReleased(changelog, version));
	writeContract(contract);
	say(
		contract.dated
			? `The contract is now that of version ${version}. It may be renewed until that is published.`
			: 'The contract is that of today. Nothing is published yet, so it may be renewed again.',
	);
	return 0;
});
