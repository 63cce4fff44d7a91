import type { Reader } from '../types.ts';
import type { Measures } from './definitions.ts';
import { type Log, Tail } from './tail.ts';

const layers = ['mrr', 'stg', 'dwh'];
const rowKinds = ['read', 'inserted', 'updated', 'rejected', 'deleted'] as const;
const statuses = ['SUCCEEDED', 'FAILED', 'BLOCKED', 'CANCELLED', 'CRASHED'];

interface EndedStep {
    log_id: string;
    layer: string;
    entity: string;
    status: string;
    seconds: string;
    read: string;
    inserted: string;
    updated: string;
    rejected: string;
    deleted: string;
}

interface EndedRun {
    run_id: string;
    status: string;
}

/** Counts what has ended since it was first asked. */
export class Counts {
    readonly #db: Reader;
    readonly #measures: Measures;
    readonly #steps: Tail<EndedStep>;
    readonly #runs: Tail<EndedRun>;
    readonly #known = new Set<string>();
    #turn: Promise<void> | undefined;

    constructor(db: Reader, measures: Measures) {
        this.#db = db;
        this.#measures = measures;
        this.#steps = new Tail(db, steps, ({ log_id }) => log_id);
        this.#runs = new Tail(db, runs, ({ run_id }) => run_id);
    }

    /** Two that count at once would count the same step twice: the second joins the first. */
    advance(): Promise<void> {
        this.#turn ??= this.#count().finally(() => {
            this.#turn = undefined;
        });
        return this.#turn;
    }

    async #count(): Promise<void> {
        await this.#declare();
        for (const { status } of await this.#runs.next()) this.#measures.runs.inc({ status });
        for (const step of await this.#steps.next()) this.#add(step);
    }

    /** Prometheus sees no increase in a series that begins with 1, only in one that begins with 0. */
    async #declare(): Promise<void> {
        const found = await this.#db.rows<{ entity: string }>(
            'select entity from public.vw_entities',
        );
        const { steps, duration, rows } = this.#measures;
        for (const { entity } of found) {
            if (this.#known.has(entity)) continue;
            this.#known.add(entity);
            for (const layer of layers) {
                duration.zero({ layer, entity });
                for (const status of statuses) steps.inc({ layer, entity, status }, 0);
                for (const kind of rowKinds) rows.inc({ layer, entity, kind }, 0);
            }
        }
    }

    #add({ layer, entity, status, seconds, ...moved }: EndedStep): void {
        const { steps, duration, rows } = this.#measures;
        steps.inc({ layer, entity, status });
        // A blocked step never ran, and a crashed one ends when somebody notices.
        if (status === 'SUCCEEDED' || status === 'FAILED') {
            duration.observe({ layer, entity }, Number(seconds));
        }
        for (const kind of rowKinds) rows.inc({ layer, entity, kind }, Number(moved[kind]));
    }
}

const steps: Log = {
    newest: 'select max(log_id) as id from public.etl_logs',
    since: `
select log_id, layer, entity, status, status = 'RUNNING' as is_open,
       extract(epoch from coalesce(end_time, start_time) - start_time) as seconds,
       coalesce(rows_read, 0) as read, coalesce(rows_inserted, 0) as inserted,
       coalesce(rows_updated, 0) as updated, coalesce(rows_rejected, 0) as rejected,
       coalesce(rows_deleted, 0) as deleted
  from public.etl_logs
 where log_id > $1::bigint or log_id = any ($2::bigint[]) or status = 'RUNNING'
 order by log_id`,
};

const runs: Log = {
    newest: 'select max(run_id) as id from public.etl_runs',
    since: `
select run_id, status, status = 'RUNNING' as is_open
  from public.etl_runs
 where run_id > $1::bigint or run_id = any ($2::bigint[]) or status = 'RUNNING'
 order by run_id`,
};
