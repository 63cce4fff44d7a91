import { ServicePool } from '../../../src/connection/pool.ts';
import { createApp } from '../../../src/web/app.ts';
import { Broadcast } from '../../../src/web/events.ts';
import { Metrics } from '../../../src/web/metrics.ts';
import { PoolReader } from '../../../src/web/reader.ts';
import type { Warehouse } from '../../support/index.ts';

export interface Answer {
    status: number;
    body: string;
}

export interface Pages {
    get(path: string): Promise<Answer>;
    /** Presses the button with this label on a page; what its form sends is what the page says. */
    press(path: string, label: string): Promise<Answer>;
    close(): Promise<void>;
}

/** The pages over a warehouse, as a login that has nothing but the role pgstrata_web. */
export async function openPages(
    warehouse: Warehouse,
    options: { isReadOnly?: boolean } = {},
): Promise<Pages> {
    const url = await warehouse.urlAs('dwh', 'pgstrata_web');
    const pool = new ServicePool(url, 'dwh', false, { max: 4, applicationName: 'test' }, undefined);
    const db = new PoolReader(pool);
    const app = createApp({
        db,
        broadcast: new Broadcast({ onEvent: () => () => {} }),
        metrics: new Metrics(db),
        access: {
            password: undefined,
            token: undefined,
            isReadOnly: options.isReadOnly ?? false,
        },
        log: { error: () => {}, warn: () => {} },
    });
    const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
        const headers = {
            host: 'localhost',
            origin: 'http://localhost',
            'sec-fetch-site': 'same-origin',
        };
        const answer = await app.request(`http://localhost${path}`, { headers, ...init });
        return { status: answer.status, body: await answer.text() };
    };
    return {
        get: (path) => ask(path),
        async press(path, label) {
            const { action, fields } = formOf((await ask(path)).body, label);
            return ask(action, { method: 'POST', body: fields });
        },
        close: () => pool.end(),
    };
}

function formOf(markup: string, label: string): { action: string; fields: URLSearchParams } {
    const form = [...markup.matchAll(/<form [^>]*method="post"[\s\S]*?<\/form>/g)]
        .map(([text]) => text)
        .find((text) => text.includes(`>${label}<`));
    if (!form) throw new Error(`there is no button ${label}`);
    const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
        ([, name = '', value = '']): [string, string] => [name, value],
    );
    return {
        action: /action="([^"]*)"/.exec(form)?.[1] ?? '',
        fields: new URLSearchParams(fields),
    };
}

/** The text that a reader sees: without tags, and with spaces as single ones. */
export function visible(markup: string): string {
    return markup
        .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ');
}

/** The element with an id, up to the next section. */
export function part(markup: string, id: string): string {
    const from = markup.indexOf(`id="${id}"`);
    if (from < 0) throw new Error(`there is no element ${id}`);
    const to = markup.indexOf('</section>', from);
    return markup.slice(from, to < 0 ? undefined : to);
}
