import { BUSY_NOTE, sectionsOf } from '../document';
import { PANELS, type Bar, type Panel } from './panels';

/** The number that a figure begins with. */
interface Figure {
	/** As the report has it. */
	text: string;
	number: number;
	/** Whether it was measured on a busy machine. */
	isBusy: boolean;
}

/** A bar with the figure of its row. */
type Measured = Bar & Figure;

const WIDTH = 880;
const MARGIN = 24;
/** Where bars begin: the longest label fits before it. */
const BARS_AT = 316;
/** For the number behind the longest bar. */
const NUMBER_WIDTH = 96;
const BAR_HEIGHT = 14;
const ROW_HEIGHT = 22;
const TITLE_HEIGHT = 30;
const PANEL_GAP = 20;

/** Enough contrast on white and on black. */
const STYLE = [
	'text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328; }',
	'.title { font-weight: 600; }',
	'.note { fill: #59636e; }',
	'.own { fill: #0b7a52; }',
	'.other { fill: #a3adb8; }',
	'.back { fill: #ffffff; }',
	'@media (prefers-color-scheme: dark) {',
	'text { fill: #f0f6fc; }',
	'.note { fill: #9198a1; }',
	'.own { fill: #3fd598; }',
	'.other { fill: #6b7682; }',
	'.back { fill: #0d1117; }',
	'}',
].join('\n');

/**
 * Draws the rows of a report that are worth a picture.
 * @param report the whole of `docs/bench.md`; a row that it does not have is left out
 * @returns the text of an SVG file, for a light and a dark page
 */
export function plotOf(report: string): string {
	const figures = figuresOf(report);
	const parts: string[] = [];
	let y = MARGIN;
	for (const panel of PANELS) {
		const measured = panel.bars.flatMap((bar): Measured[] => {
			const figure = figures.get(bar.what);
			return figure === undefined ? [] : [{ ...bar, ...figure }];
		});
		if (measured.length === 0) continue;
		parts.push(...panelParts(panel, measured, y));
		y += TITLE_HEIGHT + measured.length * ROW_HEIGHT + PANEL_GAP;
	}
	const height = y - PANEL_GAP + MARGIN;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Figures of the benchmark">`,
		`<style>\n${STYLE}\n</style>`,
		`<rect class="back" width="${WIDTH}" height="${height}" rx="6"/>`,
		...parts,
		'</svg>',
		'',
	].join('\n');
}

/** By the name of the row. */
function figuresOf(report: string): Map<string, Figure> {
	const figures = new Map<string, Figure>();
	for (const section of sectionsOf(report).values()) {
		const isBusy = section.includes(BUSY_NOTE);
		for (const [, what, value] of section.matchAll(/^\| (.+?) +\| (.+?) +\|.*\|.*\|$/gm)) {
			const [text] = /^[\d,]+(?:\.\d+)?/.exec(value) ?? [];
			if (text === undefined) continue;
			figures.set(what, { text, number: Number(text.replaceAll(',', '')), isBusy });
		}
	}
	return figures;
}

function panelParts(panel: Panel, measured: Measured[], top: number): string[] {
	const { title, isLessBetter, isTimed = false, unit = '' } = panel;
	const max = Math.max(...measured.map(({ number }) => number));
	const scale = (WIDTH - MARGIN - NUMBER_WIDTH - BARS_AT) / (max || 1);
	const isDoubtful = isTimed && measured.some(({ isBusy }) => isBusy);
	const note = [`${isLessBetter ? 'less' : 'more'} is better`]
		.concat(isDoubtful ? ['the machine was busy'] : [])
		.join('; ');
	const rows = measured.flatMap(({ label, text, number, isOwn }, n) => {
		const y = top + TITLE_HEIGHT + n * ROW_HEIGHT;
		const width = Math.max(number * scale, number > 0 ? 1 : 0).toFixed(1);
		return [
			`<text x="${BARS_AT - 10}" y="${y + 11}" text-anchor="end">${label}</text>`,
			`<rect class="${isOwn ? 'own' : 'other'}" x="${BARS_AT}" y="${y}" width="${width}" height="${BAR_HEIGHT}" rx="2"/>`,
			`<text x="${(BARS_AT + Number(width) + 8).toFixed(1)}" y="${y + 11}">${`${text} ${unit}`.trim()}</text>`,
		];
	});
	return [
		`<text x="${MARGIN}" y="${top + 14}"><tspan class="title">${title}</tspan><tspan class="note" dx="8">${note}</tspan></text>`,
		...rows,
	];
}
