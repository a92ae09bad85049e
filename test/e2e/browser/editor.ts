import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { chromium, type Locator, type Page } from 'playwright-core';

import type { Stage } from '../part';
import { CHROMIUM } from '../requirements';

/** A slow, busy computer needs seconds for the first canvas. */
const WITHIN_MS = 60_000;

/** n8n saves what was typed after a moment, and draws with delay. */
const IDLE_MS = 1_000;

/** `TWELVELABS_PICTURES=true npm run test:e2e -- browser` puts the pictures where the README shows them. */
const PICTURES = process.env.TWELVELABS_PICTURES === 'true';

/** Messages that lie over the lower right corner for seconds. */
const NO_TOASTS = '.el-notification { display: none !important; }';

/** Room for what n8n draws beside a node: its name below it, and how many items leave it. */
const MARGIN = { side: 90, top: 24, bottom: 76 };

interface Clip {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** n8n's editor in a browser, which ends with the part. */
export class Editor {
	private constructor(
		readonly page: Page,
		private readonly url: string,
		private readonly stage: Stage,
	) {}

	static async open(stage: Stage, url: string): Promise<Editor> {
		const executablePath = await CHROMIUM.find();
		// Chromium refuses to be sandboxed as root, and opens nothing but our own n8n.
		const browser = await chromium.launch({
			executablePath,
			args: ['--no-sandbox'],
			// Signals are ours to handle: playwright would end the process and leave n8n behind.
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false,
		});
		stage.cleanup.add(async () => await browser.close());
		const context = await browser.newContext({
			viewport: { width: 1440, height: 900 },
			reducedMotion: 'reduce',
		});
		const page = await context.newPage();
		page.setDefaultTimeout(WITHIN_MS);
		return new Editor(page, url, stage);
	}

	/** What n8n names so for tests. */
	at(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	async goTo(path: string): Promise<void> {
		await this.page.goto(`${this.url}${path}`);
		await this.page.addStyleTag({ content: NO_TOASTS });
	}

	async signIn(email: string, password: string): Promise<void> {
		await this.goTo('/signin');
		await this.page.locator('input[autocomplete="email"]').fill(email);
		await this.page.locator('input[type="password"]').fill(password);
		await this.at('form-submit-button').click();
		await this.page.waitForURL((url) => !url.pathname.includes('signin'));
	}

	async openWorkflow(id: string): Promise<void> {
		await this.goTo(`/workflow/${id}`);
		await this.at('canvas-node').first().waitFor();
		await this.waitUntilIdle();
	}

	/** Opens a node's panel by its name on the canvas. */
	async openNode(name: string): Promise<void> {
		// Exactly: the name of another node may begin with this one.
		const label = this.page.getByText(name, { exact: true });
		await this.at('canvas-node').filter({ has: label }).first().dblclick();
		await this.at('ndv-close-button').or(this.at('node-parameters')).first().waitFor();
		await this.waitUntilIdle();
	}

	async closeNode(): Promise<void> {
		await this.at('ndv-close-button').click();
		await this.waitUntilIdle();
	}

	async waitUntilIdle(): Promise<void> {
		await this.page.waitForTimeout(IDLE_MS);
	}

	/** What lies around all nodes and notes of the canvas. */
	async aroundNodes(): Promise<Clip> {
		await this.at('zoom-to-fit').click();
		await this.waitUntilIdle();
		const nodes = await this.at('canvas-node').or(this.at('sticky')).all();
		const boxes = (await Promise.all(nodes.map(async (node) => await node.boundingBox()))).filter(
			(box) => box !== null,
		);
		const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN.side;
		const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN.top;
		const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN.side;
		const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN.bottom;
		return { x: left, y: top, width: right - left, height: bottom - top };
	}

	/** The text of what n8n names so, on one line. */
	async said(testId: string): Promise<string> {
		const text = await this.at(testId).first().innerText();
		return text.replace(/\s+/g, ' ');
	}

	/**
	 * Takes a picture in both themes.
	 * @param clip the part of the page that it shows; all of it without one
	 */
	async picture(name: string, clip?: Clip): Promise<void> {
		await this.page.mouse.move(5, 5);
		for (const theme of ['light', 'dark'] as const) {
			await this.page.emulateMedia({ colorScheme: theme });
			await this.waitUntilIdle();
			const file = `${name}-${theme}.png`;
			const path = join(this.stage.folder, file);
			await this.page.screenshot({ path, clip });
			if (!PICTURES) continue;
			const images = join(this.stage.repository, 'docs', 'images');
			await mkdir(images, { recursive: true });
			await copyFile(path, join(images, file));
		}
		await this.page.emulateMedia({ colorScheme: 'light' });
	}
}
