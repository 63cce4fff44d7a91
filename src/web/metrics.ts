import { Registry } from 'prom-client';
import { patience, within } from './health.ts';
import { createMetrics } from './metrics/definitions.ts';
import { type Log, Tail } from './metrics/tail.ts';
import { readFreshness } from './queries/overview.ts';
import type { Reader } from './types.ts';

const rowKinds = ['read', 'inserted', 'updated', 'rejected', 'deleted'] as const;
const incidentKinds = ['failure', 'freshness', 'rejects'];

interface MetricsText {
    text: string;
    type: string;
}

interface EndedStep {
    log_id: string;
    layer: string;
    entity: string;
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

/** What Prometheus reads. Counters count what has ended since the process began. */
export class Metrics {
    readonly #db: Reader;
    readonly #registry = new Registry();
    readonly #metrics = createMetrics(this.#registry);
    readonly #steps: Tail<EndedStep>;
    readonly #runs: Tail<EndedRun>;
    #turn: Promise<unknown> = Promise.resolve();
    #waiting: Promise<MetricsText> | undefined;

    constructor(db: Reader) {
        this.#db = db;
        this.#steps = new Tail(db, steps, ({ log_id }) => log_id);
        this.#runs = new Tail(db, runs, ({ run_id }) => run_id);
    }

    /** From now on steps and runs count. */
    async begin(): Promise<void> {
        await this.#inTurn(() => this.#count());
    }

    /** However many ask, one reads and the others wait for the one that reads after it. */
    read(): Promise<MetricsText> {
        this.#waiting ??= this.#inTurn(() => {
            this.#waiting = undefined;
            return this.#read();
        });
        return this.#waiting;
    }

    async #read(): Promise<MetricsText> {
        const all = this.#readAll().then(() => true);
        this.#metrics.up.set((await within(all, patience)) ? 1 : 0);
        return { text: await this.#registry.metrics(), type: this.#registry.contentType };
    }

    /** Two that read at once would count the same step twice. */
    #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
        const next = this.#turn.then(work, work);
        this.#turn = next.catch(() => {});
        return next;
    }

    async #readAll(): Promise<void> {
        await this.#count();
        await this.#measure();
    }

    async #count(): Promise<void> {
        const { runs, duration, rows } = this.#metrics;
        for (const { status } of await this.#runs.next()) runs.inc({ status });
        for (const step of await this.#steps.next()) {
            const labels = { layer: step.layer, entity: step.entity };
            duration.observe(labels, Number(step.seconds));
            for (const kind of rowKinds) rows.inc({ ...labels, kind }, Number(step[kind]));
        }
    }

    async #measure(): Promise<void> {
        const { freshness, rejects, jobs, lastSeen, incidents } = this.#metrics;
        const db = this.#db;
        const [fresh, open, depth, others] = await Promise.all([
            readFreshness(db),
            db.rows<{ entity: string; rejects: string }>(rejectsQuery),
            db.rows<{ queue: string; state: string; jobs: string }>(
                'select * from engine.queue_depth()',
            ),
            db.rows<{ name: string; value: string | null }>(othersQuery),
        ]);
        for (const gauge of [freshness, rejects, jobs, incidents]) gauge.reset();
        for (const { entity, behind_seconds } of fresh) {
            if (behind_seconds !== null) freshness.set({ entity }, Number(behind_seconds));
        }
        for (const { entity, rejects: number } of open) rejects.set({ entity }, Number(number));
        for (const { queue, state, jobs: number } of depth) {
            jobs.set({ queue, state }, Number(number));
        }
        const found = new Map(others.map(({ name, value }) => [name, value]));
        for (const kind of incidentKinds) incidents.set({ kind }, Number(found.get(kind) ?? 0));
        // Nobody is as good as somebody who was last seen very long ago: an alert fires on both.
        lastSeen.set(Number(found.get('last seen') ?? Number.POSITIVE_INFINITY));
    }
}

/** As a worker counted them after a run: staging is not asked again. */
const rejectsQuery = `
select e.entity, c.rejects
  from public.vw_entities e
 cross join lateral (select c.rejects from engine.row_counts c where c.entity = e.entity
                      order by c.counted_at desc limit 1) c
 where c.rejects is not null`;

const othersQuery = `
select 'last seen' as name, extract(epoch from clock_timestamp() - max(last_seen_at)) as value
  from engine.workers
union all
select kind, count(*) from engine.incidents where closed_at is null group by kind`;

const steps: Log = {
    newest: 'select max(log_id) as id from public.etl_logs',
    since: `
select log_id, layer, entity, status = 'RUNNING' as is_open,
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
