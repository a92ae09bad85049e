/** What one version changed. */
export interface Section {
	/** `Unreleased`, or a version. */
	version: string;
	/** As written; absent until the version is released. */
	date?: string;
	/** What stands below the heading. */
	text: string;
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
