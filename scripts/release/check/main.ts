import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Cleanup } from '../../interrupt';
import { removeFolder } from '../../n8n/installFolder';
import { buildAndPack, unpack } from '../../package';
import { runProgram } from '../../program';
import { say, table } from '../../report';
import { step } from '../../step';
import { readContract } from '../contract/read';
import { committedContract } from '../contract/store';
import type { BuiltContract } from '../contract/types';
import type { Manifest } from '../manifest';
import { contractBefore, isCommitted } from '../history';
import { communityPackages, integrityOf } from './checksum';
import { releaseNotes } from './notes';
import { HELP, readOptions, type CheckOptions } from './options';
import {
	changelogPoint,
	checkoutPoint,
	contractPoint,
	ownerPoints,
	placePoint,
	promisePoint,
	scanPoint,
	snapshotPoint,
	versionPoints,
	type Point,
} from './points';
import { scanSource, scanTarball } from './scan';

const REPOSITORY = join(__dirname, '..', '..', '..');

/** Everything that a release needs, from the checkout to the packed tarball: `npm run release:check`. */
async function check(
	options: CheckOptions,
	cleanup: Cleanup,
	signal: AbortSignal,
): Promise<boolean> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-twelvelabs-release-'));
	cleanup.add(async () => await removeFolder(folder));
	const tarball = await step(
		'Build and pack the package',
		async () => await buildAndPack(REPOSITORY, folder, signal),
	);
	const unpacked = join(folder, 'unpacked');
	await unpack(tarball, unpacked, signal);
	const source = await step(
		"Run n8n's scanner over the source",
		async () => await scanSource(REPOSITORY),
	);
	const packed = await step(
		"Run n8n's scanner over the tarball",
		async () => await scanTarball(unpacked),
	);

	const manifest = JSON.parse(await textOf('package.json')) as Manifest;
	const changelog = await textOf('CHANGELOG.md');
	const committed = committedContract();
	const present = readContract(REPOSITORY);
	const code = [
		contractPoint(committed, present),
		scanPoint('Scanner, source', source),
		scanPoint('Scanner, tarball', packed),
	];
	const points = options.code
		? code
		: [
				...releasePoints(manifest, changelog, options),
				snapshotPoint(committed, present),
				...(await historyPoints(present, signal)),
				...code,
			];
	report(points);

	const integrity = integrityOf(tarball);
	say(`Integrity of ${manifest.name} ${manifest.version}, as npm calls it; n8n calls it checksum:`);
	say(`  ${integrity}`);
	say(
		'n8n installs it, and accepts it unverified, with N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV=true and',
	);
	say(`  N8N_COMMUNITY_PACKAGES='${communityPackages(manifest, integrity)}'`);
	if (options.tarball !== undefined) await copyFile(tarball, options.tarball);
	if (options.notes !== undefined) {
		await writeFile(options.notes, releaseNotes(manifest, changelog, integrity));
	}
	return points.every(({ left }) => left.length === 0);
}

const releasePoints = (
	manifest: Manifest,
	changelog: string,
	{ tag, publish, isInActions }: CheckOptions,
): Point[] => [
	...ownerPoints(manifest),
	...versionPoints(manifest.version, tag, committedContract()),
	changelogPoint(changelog, manifest.version, new Date().toISOString().slice(0, 10)),
	...(publish ? [placePoint(isInActions, manifest.version)] : []),
];

async function historyPoints(present: BuiltContract, signal: AbortSignal): Promise<Point[]> {
	const checkout = { folder: REPOSITORY, signal };
	return [
		promisePoint(await contractBefore(present.version, checkout), present),
		checkoutPoint(await isCommitted(checkout)),
	];
}

function report(points: Point[]): void {
	const rows = points.map(({ name, state, left }): [string, string] => [
		name,
		left.length > 0 ? `${state} (see below)` : state,
	]);
	say(table(rows, ['Point', 'State']));
	const left = points.flatMap((point) => point.left);
	say(left.length > 0 ? '\nWhat is left to do:' : '\nNothing stands against publishing.');
	for (const text of left) say(`- ${text}`);
	say();
}

const textOf = async (file: string): Promise<string> =>
	await readFile(join(REPOSITORY, file), 'utf8');

void runProgram(async (cleanup, signal) => {
	const options = readOptions(process.argv.slice(2), process.env);
	if (!options.help) return (await check(options, cleanup, signal)) ? 0 : 1;
	say(HELP);
	return 0;
});
