import { until } from './hops.ts';
import type { Layer, Warehouse } from './warehouse.ts';

/** Locks tables against everyone in a session of its own, which `release` ends. */
export async function holdTables(
    warehouse: Warehouse,
    layer: Layer,
    ...tables: string[]
): Promise<{ release(): Promise<void> }> {
    const session = await warehouse.connect(layer);
    await session.query('begin');
    await session.query(`lock table ${tables.join(', ')} in access exclusive mode`);
    return { release: () => session.end() };
}

/** The session in which a hop waits for a lock that a test holds. */
export async function blockedHop(warehouse: Warehouse, layer: Layer): Promise<number> {
    return await until(`a hop into ${layer} waits for a lock`, () =>
        warehouse.value<number>(
            layer,
            `select pid from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'
                and query like 'call public.run_hop%'`,
        ),
    );
}

/**
 * Waits until a run is held at a hop of sales and has nothing else to do. Between two hops of another entity none
 * of its steps is RUNNING, so the steps are counted too; dimensions are extracted after the facts.
 */
export async function untilHeldAt(
    warehouse: Warehouse,
    layer: 'mrr' | 'stg' | 'dwh',
): Promise<number> {
    const steps = { mrr: 1, stg: 8, dwh: 9 };
    const hop = await blockedHop(warehouse, layer);
    await until('only the held step is left', () =>
        warehouse.value<boolean>(
            'dwh',
            `select count(*) = $1 and count(*) filter (where status = 'RUNNING') = 1
               from etl_logs where run_id = (select max(run_id) from etl_runs)`,
            [steps[layer]],
        ),
    );
    return hop;
}

/** Waits until no session over a link works in a layer, and no lock of the engine is held there. */
export async function untilIdle(warehouse: Warehouse, ...layers: Layer[]): Promise<void> {
    for (const layer of layers) {
        await until(`${layer} is idle`, () =>
            warehouse.value<boolean>(
                layer,
                `select not exists (select from pg_stat_activity
                                     where datname = current_database()
                                       and application_name like 'pgstrata from %' and state <> 'idle')
                    and not exists (select from pg_locks l
                                      join pg_database d on d.oid = l.database
                                     where d.datname = current_database() and l.locktype = 'advisory')`,
            ),
        );
    }
}
