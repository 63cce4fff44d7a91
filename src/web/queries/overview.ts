import type { Reader } from '../types.ts';
import { type Part, settleAll } from './part.ts';
import { openRequests, type RunRequest } from './requests.ts';

export interface RunSummary {
    run_id: string;
    status: string;
    origin: string;
    requested_by: string | null;
    entities: string[];
    started_at: string;
    ended_at: string | null;
    duration: string;
    /** Into the warehouse; the sums over all layers count a row in each. */
    rows_written: string | null;
    error_message: string | null;
    cancel_requested_at: string | null;
}

export interface Workers {
    /** How many have given a sign of life lately. */
    workers: number;
    last_seen_at: string | null;
}

export interface Schedule {
    cron: string | null;
    time_zone: string | null;
    paused_at: string | null;
    paused_by: string | null;
}

export interface Entity {
    entity: string;
    kind: 'dimension' | 'fact';
    is_enabled: boolean;
    counted_at: string | null;
    operational: string | null;
    mrr: string | null;
    stg: string | null;
    rejects: string | null;
    dwh: string | null;
    dwh_versions: string | null;
}

/** The newest step of one entity into one layer. */
export interface Hop {
    layer: 'mrr' | 'stg' | 'dwh';
    entity: string;
    table_name: string;
    run_id: string | null;
    status: string;
    start_time: string;
    end_time: string | null;
    rows_read: string | null;
    rows_inserted: string | null;
    rows_updated: string | null;
    rows_rejected: string | null;
    rows_deleted: string | null;
}

export interface Incident {
    kind: string;
    entity: string;
    summary: string;
    opened_at: string;
    opened_by: string | null;
}

export interface Freshness {
    entity: string;
    is_enabled: boolean;
    loaded_through: string | null;
    last_updated: string | null;
    behind: string | null;
    behind_seconds: string | null;
    held_back_since: string | null;
    held_back_by: string | null;
}

export interface LastRun {
    /** Undefined: there was none yet. */
    run: RunSummary | undefined;
    lastSuccess: string | undefined;
}

/** Each part for itself: where one cannot be read, the others are shown. */
export interface Overview {
    last: Part<LastRun>;
    workers: Part<Workers>;
    /** How many requests and jobs wait. */
    waiting: Part<number>;
    schedule: Part<Schedule>;
    requests: Part<RunRequest[]>;
    entities: Part<Entity[]>;
    hops: Part<Hop[]>;
    incidents: Part<Incident[]>;
    openFailures: Part<number>;
}

/** Where the overview is kept; forgotten at every event. */
export const overviewKey = 'overview';

/** Everything the overview shows of the logs. It costs little, but many may look. */
export function readOverview(db: Reader): Promise<Overview> {
    return db.cached(overviewKey, 1000, () =>
        settleAll({
            last: readLastRun(db),
            workers: readWorkers(db),
            waiting: countWaiting(db),
            schedule: readSchedule(db),
            requests: openRequests(db),
            entities: readEntities(db),
            hops: readHops(db),
            incidents: readIncidents(db),
            openFailures: countOpenFailures(db),
        }),
    );
}

async function readLastRun(db: Reader): Promise<LastRun> {
    const [run, success] = await Promise.all([
        db.row<RunSummary>(
            `select r.run_id, r.status, r.origin, r.requested_by, r.entities, r.started_at, r.ended_at,
                    r.duration, r.rows_inserted + r.rows_updated as rows_written, r.error_message,
                    r.cancel_requested_at
               from public.vw_etl_runs r
              where r.run_id = (select r.run_id from public.etl_runs r where r.status <> 'SKIPPED'
                                 order by r.run_id desc limit 1)`,
        ),
        db.row<{ ended_at: string }>(
            `select ended_at from public.etl_runs where status = 'SUCCEEDED' order by run_id desc limit 1`,
        ),
    ]);
    return { run, lastSuccess: success?.ended_at };
}

async function readWorkers(db: Reader): Promise<Workers> {
    const found = await db.row<Workers>(
        `select count(*) filter (where last_seen_at >
                         clock_timestamp() - engine.setting('worker_timeout')::interval
                     )::integer as workers,
                max(last_seen_at) as last_seen_at
           from engine.workers`,
    );
    return found ?? { workers: 0, last_seen_at: null };
}

async function countWaiting(db: Reader): Promise<number> {
    const found = await db.row<{ waiting: number }>(
        `select coalesce(sum(q.jobs), 0)::integer as waiting
           from engine.queue_depth() q
          where q.state = 'created' and q.queue in ('request', 'pgstrata_run')`,
    );
    return found?.waiting ?? 0;
}

async function readSchedule(db: Reader): Promise<Schedule> {
    const found = await db.row<Schedule>('select s.* from engine.schedule_state() s');
    return found ?? { cron: null, time_zone: null, paused_at: null, paused_by: null };
}

async function countOpenFailures(db: Reader): Promise<number> {
    const found = await db.row<{ failures: number }>(
        'select count(*)::integer as failures from public.vw_open_failures',
    );
    return found?.failures ?? 0;
}

function readEntities(db: Reader): Promise<Entity[]> {
    return db.rows(
        `select e.entity, e.kind, e.is_enabled,
                c.counted_at, c.operational, c.mrr, c.stg, c.rejects, c.dwh, c.dwh_versions
           from public.vw_entities e
           left join lateral (select * from engine.row_counts c where c.entity = e.entity
                               order by c.counted_at desc limit 1) c on true
          order by e.kind, e.entity`,
    );
}

function readHops(db: Reader): Promise<Hop[]> {
    return db.rows(
        `select h.layer, e.entity, l.table_name, l.run_id,
                case when l.status = 'RUNNING' then engine.live_status(l.run_id) else l.status end as status,
                l.start_time, l.end_time,
                l.rows_read, l.rows_inserted, l.rows_updated, l.rows_rejected, l.rows_deleted
           from public.vw_entities e
          cross join (values (1, 'mrr'), (2, 'stg'), (3, 'dwh')) h (position, layer)
          cross join lateral (
                    select * from public.etl_logs l
                     where l.process_name = engine.process_name(h.layer, e.entity)
                     order by l.log_id desc limit 1) l
          order by e.kind, e.entity, h.position`,
    );
}

function readIncidents(db: Reader): Promise<Incident[]> {
    return db.rows(
        `select kind, entity, summary, opened_at, opened_by from engine.incidents
          where closed_at is null order by opened_at desc limit 50`,
    );
}

/** It asks the source over a link. */
export function readFreshness(db: Reader): Promise<Freshness[]> {
    return db.cached('freshness', 5000, () =>
        db.rows(
            `select entity, is_enabled, loaded_through, last_updated, behind,
                    extract(epoch from behind) as behind_seconds, held_back_since, held_back_by
               from public.vw_data_freshness`,
        ),
    );
}
