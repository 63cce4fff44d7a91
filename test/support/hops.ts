import type pg from 'pg';
import type { Layer, Warehouse } from './warehouse.ts';

/** What run_hop returns to someone who calls it by hand. */
export interface HopResult {
    rows_read: number;
    rows_inserted: number;
    rows_updated: number;
    rows_rejected?: number;
    rejects_written?: number;
    rejects_resolved?: number;
    batch_id?: string;
    loaded_through?: string;
    high_water_mark?: string;
}

/** Calls one hop by hand, in the session of `Warehouse.query` or in another one. */
export async function hop(
    on: { warehouse: Warehouse; layer: Layer; session?: pg.Client },
    entity: string,
    options: Record<string, unknown> = {},
): Promise<HopResult> {
    const sql = 'call public.run_hop($1, $2, null)';
    const values = [entity, JSON.stringify(options)];
    const rows = on.session
        ? (await on.session.query<{ p_result: HopResult }>(sql, values)).rows
        : await on.warehouse.query<{ p_result: HopResult }>(on.layer, sql, values);
    if (!rows[0]) throw new Error('run_hop returned nothing');
    return rows[0].p_result;
}

/** Entities in the order in which a run moves them into a layer: dimensions before facts. */
export const entities = ['customers', 'products', 'sales'] as const;

/** Every entity, one after the other, into the layers that are named. */
export async function hopAll(warehouse: Warehouse, ...into: Layer[]): Promise<void> {
    for (const layer of into) {
        for (const entity of entities) await hop({ warehouse, layer }, entity);
    }
}

/** Every row of every table of a layer, with where it stands and which transaction wrote it. */
export async function physicalRows(
    warehouse: Warehouse,
    layer: Layer,
    options: { except?: string[] } = {},
): Promise<Record<string, string[]>> {
    const tables = await warehouse.query<{ name: string }>(
        layer,
        `select c.oid::regclass::text as name
           from pg_class c
          where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'engine'::regnamespace)
            and c.oid::regclass::text <> all ($1)
          order by 1`,
        [options.except ?? []],
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
        const rows = await warehouse.query<{ line: string }>(
            layer,
            `select format('%s %s %s', t.ctid, t.xmin, t) as line from ${name} t order by t.ctid`,
        );
        found[name] = rows.map(({ line }) => line);
    }
    return found;
}

/** Asks until there is an answer; says what was waited for when none comes. */
export async function until<Answer>(
    what: string,
    ask: () => Promise<Answer | undefined | false>,
    seconds = 20,
): Promise<Answer> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
        const answer = await ask();
        if (answer !== undefined && answer !== false) return answer;
        if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain until ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
}

export async function processOf(session: pg.Client): Promise<number> {
    const { rows } = await session.query<{ pid: number }>('select pg_backend_pid() as pid');
    return rows[0]?.pid as number;
}

/** The process that waits for a lock of a session, once there is one. */
export function waiterFor(warehouse: Warehouse, layer: Layer, session: number): Promise<number> {
    return until(`a session waits for process ${session}`, () =>
        warehouse.value<number>(
            layer,
            'select pid from pg_stat_activity where $1 = any (pg_blocking_pids(pid)) limit 1',
            [session],
        ),
    );
}

/** Ends a process, and waits until it is gone. */
export async function kill(warehouse: Warehouse, layer: Layer, process: number): Promise<void> {
    await warehouse.query(layer, 'select pg_terminate_backend($1)', [process]);
    await until(`process ${process} is gone`, async () => {
        const there = await warehouse.value(
            layer,
            'select 1 from pg_stat_activity where pid = $1',
            [process],
        );
        return there === undefined;
    });
}
