import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { WebConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { type RunningWorker, startWorker } from '../../src/queue/worker.ts';
import { type RunningPage, startPage } from '../../src/web/server.ts';
import type { Warehouse } from '../support/index.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Chromium without what it would fetch by itself. */
export function launch(): Promise<Browser> {
    return chromium.launch({
        executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
        args: [
            ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
            ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
        ],
    });
}

export interface Site {
    url: string;
    stop(): Promise<void>;
}

/** The page of a warehouse at a free port, with a worker behind it that takes what is asked for. */
export async function openSite(
    warehouse: Warehouse,
    web: Partial<WebConfig> = {},
    hasWorker = true,
): Promise<Site> {
    const log = createLog({ level: 'silent' });
    const config = {
        ...warehouse.config,
        web: { ...warehouse.config.web, port: 0, isPortExplicit: true, ...web },
    };
    let worker: RunningWorker | undefined;
    if (hasWorker) worker = await startWorker(warehouse.databases, config, log, { poll: 0.5 });
    const page: RunningPage = await startPage(warehouse.databases, config, log);
    return {
        url: page.url,
        stop: async () => {
            await page.stop();
            await worker?.stop();
        },
    };
}

/** A tab that fails its test when a script fails or a resource is refused. */
export async function openTab(
    browser: Browser,
    options: BrowserContextOptions = {},
): Promise<{ tab: Page; problems: string[]; close(): Promise<void> }> {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    tab.setDefaultTimeout(15_000);
    const problems: string[] = [];
    tab.on('pageerror', (error) => problems.push(`error: ${error.message}`));
    tab.on('dialog', (dialog) => {
        problems.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
    });
    tab.on('console', (message) => {
        if (message.type() === 'error') problems.push(`console: ${message.text()}`);
    });
    return { tab, problems, close: () => context.close() };
}

interface Violation {
    id: string;
    help: string;
    nodes: { html: string; failureSummary: string }[];
}

/** Every rule of WCAG 2.2 A and AA that a machine can judge, and axe's own best practices. */
export async function expectAccessible(tab: Page, what: string): Promise<void> {
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate<{ violations: Violation[] }>('axe.run(document)');
    const found = violations.map(
        ({ id, help, nodes }) =>
            `${id}: ${help}\n${nodes.map((node) => `    ${node.html}`).join('\n')}`,
    );
    expect(found, what).toEqual([]);
}
