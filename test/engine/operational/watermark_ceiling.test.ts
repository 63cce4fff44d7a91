import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { processOf, until } from '../../support/hops.ts';
import { createWarehouse, raisedBy, uniqueName, type Warehouse } from '../../support/index.ts';

interface Ceiling {
    read_at: string;
    oldest_start: string | null;
    prepared_since: string | null;
    holder_pid: number | null;
    holder_user: string | null;
    holder_application: string | null;
    holder_state: string | null;
}

let warehouse: Warehouse;
let open: pg.Client[] = [];

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterEach(async () => {
    // A process outlives its connection for a moment, a transaction not its rollback.
    await Promise.all(open.map((session) => session.query('rollback')));
    await Promise.all(open.map((session) => session.end()));
    open = [];
});

afterAll(() => warehouse?.drop());

async function ceiling(): Promise<Ceiling> {
    const [row] = await warehouse.query<Ceiling>(
        'operational',
        'select * from engine.open_transactions',
    );
    return row as Ceiling;
}

async function session(options: { user?: string; applicationName?: string } = {}) {
    const client = await warehouse.connect('operational', options);
    open.push(client);
    return client;
}

/** What now() of a session is. */
async function startOf(client: pg.Client): Promise<string> {
    const { rows } = await client.query<{ now: string }>('select now()');
    return rows[0]?.now as string;
}

test('with no transaction open it returns the clock and nobody', async () => {
    await session();
    const before = await warehouse.value<string>('operational', 'select clock_timestamp()');
    const found = await until('sessions of earlier tests have gone', async () => {
        const row = await ceiling();
        return row.oldest_start === null && row;
    });
    expect(found).toMatchObject({ prepared_since: null, holder_pid: null });
    expect(found.read_at > (before as string)).toBe(true);
});

describe('the oldest start is that of', () => {
    test('a transaction that is idle and has no transaction id', async () => {
        const client = await session({ applicationName: 'old report' });
        await client.query('begin');
        const start = await startOf(client);
        expect(await ceiling()).toMatchObject({
            oldest_start: start,
            holder_pid: await processOf(client),
            holder_user: new URL(warehouse.urls.operational.url).username,
            holder_application: 'old report',
            holder_state: 'idle in transaction',
        });
    });

    test('the oldest of several transactions, whoever has written', async () => {
        const [first, second] = [await session(), await session()];
        await first.query('begin');
        const start = await startOf(first);
        await second.query('begin');
        await second.query(`insert into products (product_name) values ('Lamp')`);
        expect(await ceiling()).toMatchObject({ oldest_start: start });
        await first.query('rollback');
        expect(await ceiling()).toMatchObject({ holder_pid: await processOf(second) });
    });

    test('a transaction that has failed but can go back to a savepoint', async () => {
        const client = await session();
        await client.query('begin');
        const start = await startOf(client);
        await client.query('savepoint before');
        await raisedBy(client.query('select 1 / 0'));
        // The error arrives a moment before the server reports the state.
        await expect.poll(ceiling).toMatchObject({
            oldest_start: start,
            holder_state: 'idle in transaction (aborted)',
        });
    });

    test('its message, for a later transaction of a message of several statements', async () => {
        const holder = await session();
        await holder.query('select pg_advisory_lock(1)');
        const client = await session();
        const process = await processOf(client);
        const message = client.query(
            `select pg_advisory_lock(2); commit; select pg_advisory_lock(1);
             insert into products (product_name) values ('Later')`,
        );
        await waitsFor(1, process);
        const { oldest_start } = await ceiling();
        await holder.query('select pg_advisory_unlock(1)');
        await message;
        expect(
            await warehouse.value(
                'operational',
                `select updated_at from products where product_name = 'Later'`,
            ),
        ).toBe(oldest_start);
    });

    test('its call, for a procedure that commits on its way', async () => {
        const holder = await session();
        await holder.query('select pg_advisory_lock(3)');
        const client = await session();
        const process = await processOf(client);
        const call = client.query('do $$ begin commit; perform pg_advisory_lock(3); end $$');
        await waitsFor(3, process);
        const called = await warehouse.value(
            'operational',
            'select query_start from pg_stat_activity where pid = $1 and xact_start > query_start',
            [process],
        );
        expect(called).toBeDefined();
        expect(await ceiling()).toMatchObject({ oldest_start: called, holder_state: 'active' });
        await holder.query('select pg_advisory_unlock(3)');
        await call;
    });
});

/** Waits without asking the session, which is busy. */
async function waitsFor(key: number, process: number): Promise<void> {
    await until(`process ${process} waits for lock ${key}`, async () => {
        const waiting = await warehouse.value(
            'operational',
            `select 1 from pg_locks
              where pid = $1 and not granted and locktype = 'advisory' and objid = $2`,
            [process, key],
        );
        return waiting !== undefined;
    });
}

describe('ignored are', () => {
    test("readers of the pipeline's own role", async () => {
        const reader = await session({ user: 'pgstrata_link' });
        await reader.query('begin');
        await reader.query('select count(*) from sales');
        expect(await ceiling()).toMatchObject({ oldest_start: null });
    });

    test('transactions in other databases', async () => {
        const client = await warehouse.connect('mrr');
        open.push(client);
        await client.query('begin');
        expect(await ceiling()).toMatchObject({ oldest_start: null });
    });
});

test('a prepared transaction is reported as long as it is neither committed nor rolled back', async () => {
    const name = uniqueName();
    const client = await session();
    await client.query('begin');
    await client.query(`insert into products (product_name) values ('Lamp')`);
    const start = await startOf(client);
    await client.query(`prepare transaction '${name}'`);
    const found = await ceiling();
    expect(found).toMatchObject({ oldest_start: null });
    expect(found.prepared_since && found.prepared_since > start).toBe(true);
    await client.query(`commit prepared '${name}'`);
    expect(await ceiling()).toMatchObject({ prepared_since: null });
});

test('twice in one transaction it sees what has been opened in between', async () => {
    const asking = await session();
    await asking.query('begin');
    const ask = async () => {
        const { rows } = await asking.query<Ceiling>('select * from engine.watermark_ceiling()');
        return rows[0]?.oldest_start ?? null;
    };
    expect(await ask()).toBeNull();
    const client = await session();
    await client.query('begin');
    expect(await ask()).toBe(await startOf(client));
});

test('a hop of the raw layer reads it over its link as a foreign table', async () => {
    const client = await session();
    await client.query('begin');
    const start = await startOf(client);
    expect(await warehouse.value('mrr', 'select oldest_start from engine.source_state()')).toBe(
        start,
    );
});
