import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDelivery, startAlerts } from '../../src/alerts/deliver.ts';
import { Listener } from '../../src/connection/listener.ts';
import { createLog } from '../../src/log.ts';
import { until } from '../support/hops.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const secret = 'T0K3Nofthehook';

let warehouse: Warehouse;
let pool: Awaited<ReturnType<Warehouse['connect']>>;
beforeAll(async () => {
    warehouse = await createWarehouse();
    pool = await warehouse.connect('dwh', { user: 'pgstrata_worker' });
});
afterAll(() => warehouse?.drop());

let receiver: Receiver;
let written = '';
const log = createLog({ level: 'trace', sink: { write: (text) => (written += text) } });
beforeEach(async () => {
    receiver = await startReceiver(`/hooks/${secret}?key=${secret}`);
});
afterEach(async () => {
    await receiver.close();
    await warehouse.query('dwh', 'delete from engine.incidents');
    expect(written).not.toContain(secret);
    written = '';
});

const deliver = (options: { timeout?: number; webhook?: URL } = {}) =>
    createDelivery({ pool, webhook: receiver.url, log, ...options }).deliverDue();

/** An incident of its own, with one alert for each event. */
async function raise(kind: string, ...events: string[]): Promise<string> {
    const id = await warehouse.value<string>(
        'dwh',
        `insert into engine.incidents (kind, entity, summary, detail)
         values ($1, gen_random_uuid()::text, 'load sales failed: no room', '{"hint": "make room"}')
         returning incident_id`,
        [kind],
    );
    for (const event of events) {
        await warehouse.query('dwh', 'select engine.raise_alert($1, $2)', [id, event]);
    }
    return id as string;
}

const alerts = () =>
    warehouse.query(
        'dwh',
        `select event, attempts, delivered_at is not null as delivered, error_message as error,
                round(extract(epoch from next_attempt_at - clock_timestamp())) as wait
           from engine.alerts order by alert_id`,
    );

/** As if the time until the next attempt had passed. */
const wait = () => warehouse.query('dwh', 'update engine.alerts set next_attempt_at = now()');

test('an alert is posted once, as JSON with a text', async () => {
    const incident = await raise('failure', 'opened');
    expect(await deliver()).toBe(1);
    expect(await deliver()).toBe(0);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]).toMatchObject({
        path: `/hooks/${secret}?key=${secret}`,
        body: {
            text: expect.stringMatching(/^pgstrata: load sales failed: no room\nSince .*make room/),
            event: 'opened',
            kind: 'failure',
            incident_id: Number(incident),
        },
    });
    expect(await alerts()).toMatchObject([{ attempts: 1, delivered: true, error: null }]);
});

test('one that was not taken is posted again, later', async () => {
    await raise('failure', 'opened');
    receiver.answers = [500, 200];
    expect(await deliver()).toBe(0);
    const [failed] = await alerts();
    expect(failed).toMatchObject({ attempts: 1, delivered: false, error: 'the webhook: HTTP 500' });
    expect(Number(failed?.wait)).toBeGreaterThanOrEqual(15);
    expect(await deliver()).toBe(0);
    expect(receiver.received).toHaveLength(1);
    await wait();
    expect(await deliver()).toBe(1);
    expect(await alerts()).toMatchObject([{ attempts: 2, delivered: true, error: null }]);
});

test('a receiver that does not answer is given up after a while', async () => {
    await raise('failure', 'opened');
    receiver.answers = [null];
    expect(await deliver({ timeout: 200 })).toBe(0);
    expect(await alerts()).toMatchObject([
        { delivered: false, error: 'the webhook: no answer within 0.2 s' },
    ]);
});

test('a redirect is not followed', async () => {
    await raise('failure', 'opened');
    receiver.answers = [307, 200];
    expect(await deliver()).toBe(0);
    expect(receiver.received).toHaveLength(1);
    expect(await alerts()).toMatchObject([{ error: expect.stringContaining('HTTP 307') }]);
});

test('a receiver that is away is no error, and its address is in no message', async () => {
    await raise('failure', 'opened');
    const webhook = new URL(receiver.url);
    webhook.port = '1';
    expect(await deliver({ webhook })).toBe(0);
    const [failed] = await alerts();
    expect(failed).toMatchObject({ delivered: false });
    expect(failed?.error).toMatch(/^the webhook: cannot be reached/);
    expect(JSON.stringify(failed)).not.toContain(secret);
    expect(written).toContain('alert not delivered');
});

test('a login in the URL goes into a header', async () => {
    await raise('failure', 'opened');
    const webhook = new URL(receiver.url);
    webhook.username = 'hook';
    webhook.password = encodeURIComponent(secret);
    expect(await deliver({ webhook })).toBe(1);
    const login = receiver.received[0]?.authorization?.replace('Basic ', '') ?? '';
    expect(Buffer.from(login, 'base64').toString()).toBe(`hook:${secret}`);
});

test('nobody hears that it is over before hearing of it; others do not wait', async () => {
    await raise('failure', 'opened', 'closed');
    receiver.answers = [500, 200];
    expect(await deliver()).toBe(0);
    await raise('freshness', 'opened');
    expect(await deliver()).toBe(1);
    await wait();
    expect(await deliver()).toBe(2);
    const heard = receiver.received.map(({ body: { kind, event } }) => `${kind} ${event}`);
    expect(heard).toEqual([
        'failure opened',
        'freshness opened',
        'failure opened',
        'failure closed',
    ]);
});

test('startAlerts delivers what waits, what is announced, and what is to be tried again', async () => {
    await raise('failure', 'opened');
    const listener = new Listener({ connect: () => warehouse.connect('dwh'), log });
    await listener.ready;
    const errors: unknown[] = [];
    const service = startAlerts({
        pool,
        listener,
        webhook: receiver.url,
        log,
        every: 60_000,
        onError: (error) => errors.push(error),
    });
    await receiver.has(1);
    await raise('freshness', 'opened');
    await receiver.has(2);
    await service.stop();
    await raise('rejects', 'opened');
    expect((await alerts()).map(({ delivered }) => delivered)).toEqual([true, true, false]);

    const eager = startAlerts({ pool, listener, webhook: receiver.url, log, every: 50 });
    await receiver.has(3);
    receiver.answers = [null];
    await raise('failure', 'opened');
    await receiver.has(4);
    await eager.stop();
    expect((await alerts()).at(-1)).toMatchObject({
        delivered: false,
        error: expect.stringContaining('has ended'),
    });
    await listener.close();
    expect(errors).toEqual([]);
});

test('a database that fails is reported, and it goes on', async () => {
    const errors: string[] = [];
    let attempts = 0;
    const broken = {
        query: async () => {
            attempts++;
            throw new Error('the database is away');
        },
    };
    const listener = { onEvent: () => () => {} };
    const service = startAlerts({
        pool: broken as never,
        listener,
        webhook: receiver.url,
        log,
        every: 20,
        onError: (error, what) => errors.push(`${what}: ${(error as Error).message}`),
    });
    await until('it has tried twice', async () => attempts >= 2);
    await service.stop();
    expect(errors[0]).toBe('alerts cannot be delivered: the database is away');
});
