import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startAlerting } from '../../src/alerts/index.ts';
import { startOpenLineage } from '../../src/alerts/open-lineage.ts';
import { Listener } from '../../src/connection/listener.ts';
import { createLog } from '../../src/log.ts';
import { until } from '../support/hops.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { fillShop } from '../support/shop.ts';
import { type Receiver, startReceiver } from './receiver.ts';

let warehouse: Warehouse;
let pool: Awaited<ReturnType<Warehouse['connect']>>;
let listener: Listener;
let written = '';
const log = createLog({ sink: { write: (text) => (written += text) } });
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    pool = await warehouse.connect('dwh', { user: 'pgstrata_worker' });
    listener = new Listener({
        connect: () => warehouse.connect('dwh', { user: 'pgstrata_worker' }),
        log,
    });
    await listener.ready;
});
afterAll(async () => {
    await listener?.close();
    await warehouse?.drop();
});

let receiver: Receiver;
beforeEach(async () => {
    receiver = await startReceiver('/api/v1/lineage?key=s3cr3tkey');
    written = '';
});
afterEach(() => receiver.close());

const start = (options: { wait?: number; bound?: number } = {}) => {
    const { url } = receiver;
    return startOpenLineage({ pool, listener, url, urls: warehouse.urls, log, ...options });
};

interface Facet {
    _producer: string;
    _schemaURL: string;
}

interface RunEvent {
    eventType: string;
    eventTime: string;
    run: { runId: string; facets: Record<string, Facet & Record<string, never>> };
    job: { namespace: string; name: string };
    inputs: { namespace: string; name: string }[];
    outputs: {
        namespace: string;
        name: string;
        outputFacets?: { outputStatistics: Facet & { rowCount: number } };
    }[];
    producer: string;
    schemaURL: string;
}

const events = () => receiver.received.map(({ body }) => body as unknown as RunEvent);
const eventOf = (name: string, type: string) => {
    const found = events().find((e) => e.job.name === name && e.eventType === type);
    if (!found) throw new Error(`no ${type} of ${name}`);
    return found;
};
const master = 'pgstrata.run_master_pipeline';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a run', () => {
    test('is told as START and COMPLETE, with its steps between', async () => {
        const service = start();
        await warehouse.run();
        await receiver.has(20);
        await service.stop();
        expect(events()).toHaveLength(20);
        expect(events()[0]).toMatchObject({ eventType: 'START', job: { name: master } });
        expect(events().at(-1)).toMatchObject({ eventType: 'COMPLETE', job: { name: master } });
        for (const event of events()) {
            expect(event.run.runId).toMatch(uuid);
            expect(new Date(event.eventTime).getTime()).toBeGreaterThan(Date.now() - 600_000);
            expect(event.eventTime).toMatch(/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/);
            expect(event.producer).toMatch(/^urn:pgstrata:/);
            expect(event.schemaURL).toBe(
                'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
            );
        }
        const run = eventOf(master, 'START').run.runId;
        expect(eventOf(master, 'COMPLETE').run.runId).toBe(run);
        const step = eventOf('stg.stage sales', 'COMPLETE');
        expect(step.run.runId).toBe(eventOf('stg.stage sales', 'START').run.runId);
        expect(step.run.facets.parent).toMatchObject({
            _schemaURL: expect.stringContaining('ParentRunFacet.json'),
            run: { runId: run },
            job: { namespace: step.job.namespace, name: master },
        });
        expect(new Set(events().map((event) => event.run.runId)).size).toBe(10);
    });

    test('names the tables by database, and how many rows were written', async () => {
        await warehouse.query('operational', 'update sales set quantity = quantity + 1');
        const service = start();
        await warehouse.run();
        await receiver.has(20);
        await service.stop();
        const { host } = warehouse.urls.dwh.url;
        const table = (layer: 'operational' | 'mrr' | 'stg' | 'dwh', name: string) => ({
            namespace: `postgres://${host}`,
            name: `${warehouse.urls[layer].url.pathname.slice(1)}.public.${name}`,
        });
        expect(eventOf('mrr.extract sales', 'COMPLETE')).toMatchObject({
            inputs: [table('operational', 'sales')],
            outputs: [table('mrr', 'mrr_fact_sales')],
        });
        expect(eventOf('stg.stage sales', 'START')).toMatchObject({
            inputs: [table('mrr', 'mrr_fact_sales')],
            outputs: [table('stg', 'stg_fact_sales')],
        });
        const loaded = eventOf('dwh.load sales', 'COMPLETE');
        expect(loaded.inputs).toEqual([
            table('stg', 'stg_fact_sales'),
            table('dwh', 'dwh_dim_customers'),
            table('dwh', 'dwh_dim_products'),
        ]);
        expect(loaded.outputs).toMatchObject([
            {
                ...table('dwh', 'dwh_fact_sales'),
                outputFacets: {
                    outputStatistics: {
                        rowCount: 6,
                        _schemaURL: expect.stringContaining('OutputStatisticsOutputDatasetFacet'),
                    },
                },
            },
        ]);
        const text = JSON.stringify(events());
        for (const { url } of Object.values(warehouse.urls)) {
            if (url.password) expect(text).not.toContain(url.password);
        }
        expect(text).not.toContain('@');
    });

    test('that fails is FAIL, with the error, and so is what it blocks', async () => {
        await warehouse.query('operational', 'revoke select on sales from pgstrata_link');
        const service = start();
        await warehouse.run().catch(() => {});
        await warehouse.query('operational', 'grant select on sales to pgstrata_link');
        await until('it has ended', async () =>
            events().some((e) => e.job.name === master && e.eventType === 'FAIL'),
        );
        await service.stop();
        expect(eventOf('mrr.extract sales', 'FAIL').run.facets.errorMessage).toMatchObject({
            _schemaURL: expect.stringContaining('ErrorMessageRunFacet.json'),
            message: 'permission denied for table sales',
            programmingLanguage: 'SQL',
        });
        expect(eventOf('dwh.load sales', 'FAIL').run.facets.errorMessage?.message).toMatch(
            /^it needs /,
        );
        expect(eventOf('dwh.load customers', 'COMPLETE').run.facets).not.toHaveProperty(
            'errorMessage',
        );
    });

    test('that was skipped never began, and is not told', async () => {
        const service = start();
        await warehouse.query('dwh', `select engine.skip_run(null, 'request', 'ada', null, 'x')`);
        await warehouse.run({ entities: ['customers'] });
        await receiver.has(8);
        await service.stop();
        expect(
            events()
                .map((e) => e.eventType)
                .toSorted(),
        ).toEqual([...Array(4).fill('COMPLETE'), ...Array(4).fill('START')]);
    });
});

describe('a server that does not take it', () => {
    const announce = (...statuses: string[]) =>
        warehouse.query(
            'dwh',
            `select engine.announce('run', jsonb_build_object('run_id', 1, 'status', s))
               from unnest($1::text[]) s`,
            [statuses],
        );

    test('is tried three times; then the event is lost, with one line in the log', async () => {
        receiver.answers = [500, 500, 500, 500, 500, 500, 200];
        const service = start({ wait: 1 });
        await announce('RUNNING', 'SUCCEEDED', 'CANCELLED');
        await receiver.has(7);
        await until('it is said', async () => written.includes('delivered again'));
        await service.stop();
        expect(events().map((e) => e.eventType)).toEqual([
            ...Array(3).fill('START'),
            ...Array(3).fill('COMPLETE'),
            'ABORT',
        ]);
        const lines = written.trimEnd().split('\n');
        expect(lines).toHaveLength(2);
        expect(lines[0]).toContain('"reason":"HTTP 500"');
        expect(lines[1]).toContain('"lost":2');
        expect(written).not.toContain('s3cr3tkey');
    });

    test('does not fill the memory', async () => {
        receiver.answers = [null];
        const service = startOpenLineage({
            pool,
            listener,
            url: receiver.url,
            urls: warehouse.urls,
            log,
            bound: 2,
            wait: 1,
            timeout: 300,
        });
        await announce('RUNNING', 'SUCCEEDED', 'FAILED', 'FAILED');
        await until('it is said', async () => written.includes('2 others wait'));
        receiver.answers = [200];
        await service.stop();
        expect(events().at(-1)?.eventType).toBe('COMPLETE');
    });
});

test('startAlerting posts to nobody that no setting names', async () => {
    const { url } = receiver;
    const options = { databases: warehouse.databases, pool: pool as never, listener, log };
    const silent = startAlerting({ ...options, config: warehouse.config });
    await warehouse.run({ entities: ['customers'] });
    await silent.stop();
    expect(receiver.received).toEqual([]);

    const worker = { ...warehouse.config.worker, webhook: url, openLineage: url };
    const service = startAlerting({ ...options, config: { ...warehouse.config, worker } });
    await warehouse.run({ entities: ['customers'] });
    await receiver.has(8);
    await service.stop();
});
