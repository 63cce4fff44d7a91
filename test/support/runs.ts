import type pg from 'pg';
import { raisedBy } from './errors.ts';
import { processOf } from './hops.ts';
import { type Layer, layers, type Warehouse } from './warehouse.ts';

export interface Step {
    run_id: string;
    log_id: string;
    layer: Layer;
    entity: string;
    status: string;
    rows_read: string | null;
    rows_inserted: string | null;
    rows_updated: string | null;
    rows_rejected: string | null;
    batch_id: string | null;
    error_sqlstate: string | null;
    error_message: string | null;
    error_hint: string | null;
}

/** The steps of the last run, in the order in which they began, each under its layer and entity. */
export async function lastSteps(warehouse: Warehouse): Promise<Map<string, Step>> {
    const steps = await warehouse.query<Step>(
        'dwh',
        `select * from etl_logs
          where run_id = (select max(run_id) from etl_runs) order by log_id`,
    );
    return new Map(steps.map((step) => [`${step.layer} ${step.entity}`, step]));
}

/** What became of each step of the last run. */
export async function lastStatuses(warehouse: Warehouse): Promise<Record<string, string>> {
    const steps = await lastSteps(warehouse);
    return Object.fromEntries([...steps].map(([key, { status }]) => [key, status]));
}

export interface Run {
    run_id: string;
    status: string;
    error_sqlstate: string | null;
    error_message: string | null;
    backend_pid: number;
    is_ended: boolean;
}

export async function lastRun(warehouse: Warehouse): Promise<Run> {
    const [run] = await warehouse.query<Run>(
        'dwh',
        `select *, ended_at is not null as is_ended from etl_runs order by run_id desc limit 1`,
    );
    if (!run) throw new Error('there was no run yet');
    return run;
}

/** A run under way, in a session of its own. */
export interface StartedRun {
    pid: number;
    session: pg.Client;
    /** Ends as the call does. */
    ended: Promise<unknown>;
    /** The error that the call ends with. */
    error: ReturnType<typeof raisedBy>;
}

export async function startRun(warehouse: Warehouse): Promise<StartedRun> {
    const session = await warehouse.connect('dwh');
    const pid = await processOf(session);
    const ended = session.query('call run_master_pipeline()');
    const error = raisedBy(ended);
    // Whoever expects a success awaits the call itself.
    error.catch(() => {});
    return { pid, session, ended, error };
}

/** The marks of the warehouse by entity. */
export async function marks(warehouse: Warehouse): Promise<Record<string, string>> {
    const rows = await warehouse.query<{ table_name: string; mark: string }>(
        'dwh',
        'select table_name, h::text as mark from high_water_mark h',
    );
    return Object.fromEntries(rows.map(({ table_name, mark }) => [table_name, mark]));
}

/** Every row of every table of the layers with its place and its last writer, without the log. */
export async function fingerprint(warehouse: Warehouse): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const layer of layers) {
        if (layer === 'operational') continue;
        const tables = await warehouse.query<{ name: string }>(
            layer,
            `select c.oid::regclass::text as name from pg_class c
              where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                and c.relname not in ('etl_logs', 'etl_runs', 'high_water_mark')`,
        );
        for (const { name } of tables) {
            const rows = await warehouse.value<string>(
                layer,
                `select count(*) || ' ' || md5(string_agg(ctid || ' ' || xmin, ',' order by ctid))
                   from ${name}`,
            );
            found[`${layer} ${name}`] = rows ?? '';
        }
    }
    return found;
}
