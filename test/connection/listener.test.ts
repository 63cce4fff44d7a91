import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Listener, type PipelineEvent } from '../../src/connection/listener.ts';
import { until } from '../support/hops.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';

let warehouse: Warehouse;
let listener: Listener;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterEach(() => listener.close());
afterAll(() => warehouse?.drop());

const said: string[] = [];
const log = {
    info: (text: string) => void said.push(text),
    warn: (first: unknown, text?: string) => void said.push(text ?? String(first)),
} as never;

const open = (connect = () => warehouse.connect('dwh', { applicationName: 'listens' })) =>
    new Listener({ connect, log });

const notify = (payload: string) =>
    warehouse.query('dwh', `select pg_notify('pgstrata', $1)`, [payload]);

test('every subscriber hears what is announced, and nothing that is no event', async () => {
    listener = open();
    const heard: PipelineEvent[][] = [[], []];
    const [first] = heard.map((list) => listener.onEvent((event) => list.push(event)));
    listener.onEvent(() => {
        throw new Error('a subscriber that fails does not disturb the others');
    });
    await listener.ready;
    for (const text of ['no JSON', '12', 'null', '{"event":"run","run_id":7}']) await notify(text);
    await until('both have heard', async () => heard[1]?.length === 1);
    first?.();
    await notify('{"event":"schedule"}');
    await until('the second has heard more', async () => heard[1]?.length === 2);
    expect(heard).toEqual([
        [{ event: 'run', run_id: 7 }],
        [{ event: 'run', run_id: 7 }, { event: 'schedule' }],
    ]);
});

test('a lost connection is replaced, and subscribers are told that they may have missed something', async () => {
    listener = open();
    const heard: PipelineEvent[] = [];
    listener.onEvent((event) => heard.push(event));
    await listener.ready;
    said.length = 0;
    await warehouse.query(
        'dwh',
        `select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'listens' and datname = current_database()`,
    );
    await until('it listens again', async () => heard.length === 2);
    await notify('{"event":"run"}');
    await until('it hears again', async () => heard.length === 3);
    expect(heard).toEqual([{ event: 'lost' }, { event: 'reconnected' }, { event: 'run' }]);
    expect(said).toEqual(['the connection that listens was lost', 'listening again']);
});

test('it tries until it can connect, and says so once', async () => {
    let attempts = 0;
    said.length = 0;
    listener = open(async () => {
        attempts++;
        if (attempts < 3) throw new Error('no server yet');
        return await warehouse.connect('dwh');
    });
    await listener.ready;
    expect(attempts).toBe(3);
    expect(said).toEqual(['cannot listen; trying again', 'listening again']);
});

test('close ends it in the middle of an attempt', async () => {
    listener = open(() => Promise.reject(new Error('never')));
    await listener.close();
    await listener.ready;
});
