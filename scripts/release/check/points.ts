import { isDeepStrictEqual } from 'node:util';

import { isDated, sectionsOf, UNRELEASED } from '../changelog';
import { differences } from '../contract/compare';
import { brokenPromises, differenceText } from '../contract/renew';
import type { BuiltContract, Contract } from '../contract/types';
import { isEmailMissing, OWNER_PLACEHOLDER, repositoryOf, type Manifest } from '../manifest';
import { tagOf } from '../history';
import { isNewer, numbersOf } from '../version';

/** One point of a release: what was checked, and what stands against publishing, if anything does. */
export interface Point {
	name: string;
	/** What it is, in a few words. */
	state: string;
	/** What has to be done first; nothing where the point is in order. */
	left: string[];
}

const point = (name: string, state: string, ...left: Array<string | false>): Point => ({
	name,
	state,
	left: left.filter((text): text is string => text !== false),
});

/** Who publishes: a real owner, a real address, and the same repository everywhere. */
export function ownerPoints(manifest: Manifest): Point[] {
	const { repository, homepage, author } = manifest;
	const own = repositoryOf(manifest);
	return [
		point(
			'Repository',
			repository.url,
			!own && 'package.json: repository.url is not https://github.com/<owner>/<name>.git.',
			own?.owner === OWNER_PLACEHOLDER &&
				`package.json: put the owner in the place of ${OWNER_PLACEHOLDER}, in repository.url and homepage.`,
			homepage !== repository.url.replace(/\.git$/, '') &&
				'package.json: homepage is not the repository.',
		),
		point(
			'Author',
			`${author.name} <${author.email}>`,
			isEmailMissing(manifest) && 'package.json: author.email is a placeholder.',
		),
	];
}

/** The version, and the tag that publishes it. */
export function versionPoints(
	version: string,
	tag: string | undefined,
	released: Contract,
): Point[] {
	const isLater = !released.dated || isNewer(version, released.version);
	return [
		point(
			'Version',
			version,
			!numbersOf(version) && 'package.json: the version is not of the form 1.2.3.',
			// By the rules of semantic versions, nothing is promised before 1.0.0.
			numbersOf(version)?.[0] === 0 &&
				'package.json: the first version that is published is 1.0.0: npm run release:prepare -- 1.0.0',
			!isLater &&
				version !== released.version &&
				`package.json: version ${version} is not later than ${released.version}, which is published.`,
		),
		point(
			'Tag',
			tag ?? 'none yet',
			tag !== undefined &&
				tag !== tagOf(version) &&
				`The tag ${tag} is not that of package.json: ${tagOf(version)}.`,
		),
	];
}

/** The section of the version, with its date, and nothing left over. */
export function changelogPoint(changelog: string, version: string, today: string): Point {
	const sections = sectionsOf(changelog);
	const own = sections.find((section) => section.version === version);
	const unreleased = sections.find((section) => section.version === UNRELEASED);
	return point(
		'Changelog',
		own?.date ?? 'not released',
		!own && `CHANGELOG.md: there is no section [${version}].`,
		own !== undefined &&
			!isDated(own) &&
			`CHANGELOG.md: the section [${version}] has no date, such as ${today}.`,
		own?.date !== undefined && own.date > today && `CHANGELOG.md: ${own.date} is in the future.`,
		own?.text === '' && `CHANGELOG.md: the section [${version}] is empty.`,
		unreleased !== undefined &&
			unreleased.text !== '' &&
			`CHANGELOG.md: turn [${UNRELEASED}] into the section of the version.`,
	);
}

/** What saved workflows hold, as it was promised. */
export function contractPoint(committed: Contract, present: BuiltContract): Point {
	const lost = differences(committed, present);
	return point(
		'Contract',
		lost.length > 0
			? `${lost.length} differences`
			: `that of version ${committed.version}, or more`,
		...lost.map(differenceText),
	);
}

/** What was promised by the version before, whatever is committed. */
export function promisePoint(before: Contract | undefined, present: BuiltContract): Point {
	const broken = before ? brokenPromises(before, present) : [];
	return point(
		'Contract before',
		before ? `version ${before.version}` : 'nothing is published yet',
		...broken.map(differenceText),
	);
}

/** The committed contract is that of the version, exactly as it was built. */
export function snapshotPoint(committed: Contract, present: BuiltContract): Point {
	const { version, dated } = committed;
	const isOwn = isDeepStrictEqual(committed, { ...jsonOf(present), dated: true });
	return point(
		'Contract snapshot',
		dated ? `version ${version}` : `version ${version}, a draft`,
		!isOwn &&
			'The committed contract is not that of what was built. Run npm run release:snapshot when version and changelog are ready, and commit it.',
	);
}

/** What JSON leaves out is left out of the snapshot too. */
const jsonOf = (present: BuiltContract): BuiltContract =>
	JSON.parse(JSON.stringify(present)) as BuiltContract;

/** What is checked is what a commit has. */
export const checkoutPoint = (isCommitted: boolean): Point =>
	point(
		'Checkout',
		isCommitted ? 'committed' : 'with changes',
		!isCommitted && 'Commit what git status lists, or remove it.',
	);

/** A package is published by GitHub Actions, whose provenance n8n asks for. */
export const placePoint = (isInActions: boolean, version: string): Point =>
	point(
		'Published by',
		isInActions ? 'GitHub Actions' : 'this computer',
		!isInActions && `Push the tag ${tagOf(version)}: GitHub Actions publishes it, with provenance.`,
	);

/** What n8n's scanner says of a folder. */
export const scanPoint = (name: string, details: string | undefined): Point =>
	point(name, details === undefined ? 'passed' : 'not passed', details ?? false);
