/**
 * Reading of times. `Date.parse` takes nearly any text for a time, reads most of them in the zone of the server, and
 * makes the 2nd of March of the 30th of February.
 */

/** RFC 3339, ISO 8601 and SQL: `2026-11-24T12:00:00.250+01:00`, `2026-11-24 12:00`, `2026-11-24`. */
const ISO =
	/^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,3})\d*)?)?(?: ?(Z|[+-]\d\d(?::?\d\d)?))?)?$/i;

/** Mails and HTTP: `Tue, 24 Nov 2026 12:00:00 GMT`. */
const MAIL =
	/^(?:([A-Z]{3}), ?)?(\d{1,2}) ([A-Z]{3}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? ([A-Z]{1,3}|[+-]\d{4})$/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The zones that mails name by letters. */
const NAMED_ZONES: Readonly<Record<string, string>> = {
	...{ Z: 'Z', UT: 'Z', UTC: 'Z', GMT: 'Z', EST: '-05:00', EDT: '-04:00', CST: '-06:00' },
	...{ CDT: '-05:00', MST: '-07:00', MDT: '-06:00', PST: '-08:00', PDT: '-07:00' },
};

/** A time as ISO 8601 writes it. `offset` is empty where the text names none. */
interface WrittenTime {
	/** `2026-11-24T12:00:00.250` */
	local: string;
	/** `Z`, `+01:00`, or empty. */
	offset: string;
}

/** The time that a text writes; undefined for any other text, and for a day or an hour that does not exist. */
export function writtenTime(text: string): WrittenTime | undefined {
	return isoTime(text) ?? mailTime(text);
}

/**
 * Milliseconds since 1970 of a time from TwelveLabs or a gateway: RFC 3339, or the date of a header. A time without
 * offset is UTC.
 * @returns undefined where the value is no time
 */
export function serverTime(value: unknown): number | undefined {
	if (typeof value !== 'string') return undefined;
	if (value !== last?.text) last = { text: value, time: timeOf(value) };
	return last.time;
}

/** The `Date` of the responses of one second is the same, and is read several times of each. */
let last: { text: string; time: number | undefined } | undefined;

function timeOf(text: string): number | undefined {
	const time = writtenTime(text.trim());
	return time && Date.parse(time.local + (time.offset || 'Z'));
}

/** The time zone of a workflow, or UTC: n8n may have one that does not exist, such as an empty one. */
export function usableZone(zone: string): string {
	try {
		return zone && new Intl.DateTimeFormat('en', { timeZone: zone }) ? zone : 'UTC';
	} catch {
		return 'UTC';
	}
}

function isoTime(text: string): WrittenTime | undefined {
	const parts = ISO.exec(text);
	if (!parts) return undefined;
	const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = ''] =
		parts;
	return existing({
		day: [Number(year), Number(month), Number(day)],
		clock: [hour, minute, second],
		fraction,
		offset: zone.toUpperCase() === 'Z' ? 'Z' : numericOffset(zone),
	});
}

function mailTime(text: string): WrittenTime | undefined {
	const parts = MAIL.exec(text);
	if (!parts) return undefined;
	const [, weekday, day, month, year, hour, minute, second = '00', zone] = parts;
	const offset = /\d/.test(zone) ? numericOffset(zone) : NAMED_ZONES[zone.toUpperCase()];
	if (offset === undefined) return undefined;
	const date: Day = [Number(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number(day)];
	if (weekday && WEEKDAYS.indexOf(weekday.toLowerCase()) !== weekdayOf(date)) return undefined;
	return existing({ day: date, clock: [hour, minute, second], fraction: '', offset });
}

/** Year, month from 1, day. */
type Day = [number, number, number];

function existing({
	day: [year, month, day],
	clock,
	fraction,
	offset,
}: {
	day: Day;
	clock: [string, string, string];
	fraction: string;
	offset: string;
}): WrittenTime | undefined {
	const [hour, minute, second] = clock.map(Number);
	const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
	if (!isDay || hour > 23 || minute > 59 || second > 59 || /[3-9]\d:|2[4-9]:|:[6-9]/.test(offset)) {
		return undefined;
	}
	const date = [padded(year, 4), padded(month, 2), padded(day, 2)].join('-');
	return { local: `${date}T${clock.join(':')}.${fraction.padEnd(3, '0')}`, offset };
}

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

/** `+01`, `+0100` and `+01:00` are the same. */
const numericOffset = (zone: string): string =>
	zone && `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;

/** The calendar repeats every 400 years; `Date.UTC` takes the first hundred years for those since 1900. */
const sameCalendarYear = (year: number): number => 2000 + (year % 400);

const daysIn = (year: number, month: number): number =>
	new Date(Date.UTC(sameCalendarYear(year), month, 0)).getUTCDate();

const weekdayOf = ([year, month, day]: Day): number =>
	new Date(Date.UTC(sameCalendarYear(year), month - 1, day)).getUTCDay();
