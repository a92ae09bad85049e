import { Problem } from '../problem';

/** What one version changed. */
export interface Section {
	/** `Unreleased`, or a version. */
	version: string;
	/** As written; absent until the version is released. */
	date?: string;
	/** What stands below the heading. */
	text: string;
}

/**
 * Turns what is unreleased into the section of a version.
 * @param date of the release, e.g. `2026-12-31`
 * @throws Problem where nothing is unreleased, or the version has its section already
 */
export function withVersion(changelog: string, version: string, date: string): string {
	const sections = sectionsOf(changelog);
	const unreleased = sections.find((section) => section.version === UNRELEASED);
	if (sections.some((section) => section.version === version)) {
		throw new Problem(
			`CHANGELOG.md has a section [${version}] already.`,
			'Mend it by hand, then run npm run release:snapshot.',
		);
	}
	if (!unreleased?.text) {
		throw new Problem(
			`CHANGELOG.md has nothing below [${UNRELEASED}].`,
			'Say there what the version changes for those who use the package.',
		);
	}
	const heading = `## [${UNRELEASED}]`;
	return changelog.replace(heading, `${heading}\n\n## [${version}] - ${date}`);
}

export const UNRELEASED = 'Unreleased';

const HEADING = /^## \[([^\]]+)\](?: - (\S+))?\s*$/;

/** The sections of a CHANGELOG.md as keepachangelog.com describes it, in their order. */
export function sectionsOf(changelog: string): Section[] {
	const sections: Section[] = [];
	for (const line of changelog.split('\n')) {
		const [, version, date] = HEADING.exec(line) ?? [];
		const last = sections.at(-1);
		if (version !== undefined) sections.push({ version, date, text: '' });
		else if (last) last.text += `${line}\n`;
	}
	return sections.map((section) => ({ ...section, text: section.text.trim() }));
}

/** Whether a section has a date, and one of the calendar. */
export function isDated({ date = '' }: Section): boolean {
	const time = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** Whether a CHANGELOG says that a version is released. */
export const isReleased = (changelog: string, version: string): boolean =>
	sectionsOf(changelog).some((section) => section.version === version && isDated(section));
