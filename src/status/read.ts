import type pg from 'pg';
import { isServerError } from '../errors.ts';
import type { Section } from '../output.ts';
import { nextTimes } from '../queue/schedule.ts';

export interface StatusOptions {
    /** Counts the rows now, instead of showing what a worker counted. */
    count?: boolean;
}

export interface Status {
    /** By the clock of the server. */
    at: string;
    timeZone: string;
    sections: Section[];
    /** Why a section is empty. */
    problems: Map<string, string>;
}

const counted = `
    select entity, operational, mrr, stg, rejects, never_good, dwh, dwh_versions, counted_at
      from engine.row_counts
     where counted_at = (select max(counted_at) from engine.row_counts)
     order by entity`;

const countedNow = `
    select entity, operational, mrr, stg, rejects, never_good, dwh, dwh_versions,
           clock_timestamp() as counted_at
      from public.vw_layer_row_counts
     order by entity`;

const queries = {
    freshness: 'select * from public.vw_data_freshness order by entity',
    row_counts: counted,
    recent_runs: `
        select run_id, status, origin, called_by, requested_by, entities, started_at, ended_at, duration,
               in_the_way, steps, failed_steps, blocked_steps, rows_read, rows_inserted, rows_updated,
               rows_rejected, rows_deleted, error_sqlstate, error_message
          from public.vw_etl_runs
         order by run_id desc
         limit 5`,
    active_steps: `
        select l.run_id, l.log_id, l.layer, l.entity, l.status,
               round(extract(epoch from coalesce(l.end_time, clock_timestamp()) - l.start_time), 1) as seconds,
               l.rows_read, l.rows_inserted, l.rows_updated, l.rows_rejected, l.rows_deleted
          from public.etl_runs r
          join public.etl_logs l using (run_id)
         where r.status = 'RUNNING' and engine.live_status(r.run_id) = 'RUNNING'
         order by l.log_id`,
    schedule: 'select * from engine.schedule_state()',
    workers: `
        select worker_id, host, process_id, version, started_at, last_seen_at,
               last_seen_at > now() - engine.setting('worker_timeout')::interval as is_alive
          from engine.workers
         order by last_seen_at desc`,
    rejects: 'select * from engine.open_rejects() order by rejects desc, entity, reason',
    incidents: `
        select incident_id, kind, entity, summary, opened_at, opened_by, last_seen_at
          from engine.incidents
         where closed_at is null
         order by opened_at`,
};

type Name = keyof typeof queries;
const names = Object.keys(queries) as Name[];

/** These ask other servers: who looks again and again is told what was, for so many milliseconds. */
const dear = new Set<Name>(['freshness', 'rejects']);
const dearFor = 5000;

/** Reads the state of the warehouse as often as wanted. */
export function createReader({ count = false }: StatusOptions = {}) {
    const kept = new Map<Name, { section: Section; problem?: string }>();
    let keptAt = Number.NEGATIVE_INFINITY;

    return async function read(client: pg.Client): Promise<Status> {
        const { rows } = await client.query<{ at: string; zone: string }>(
            `select clock_timestamp() as at, engine.setting('business_time_zone') as zone`,
        );
        const isDue = Date.now() - keptAt >= dearFor;
        if (isDue) keptAt = Date.now();
        const sections: Section[] = [];
        const problems = new Map<string, string>();
        for (const name of names) {
            const isKept = !isDue && (dear.has(name) || (count && name === 'row_counts'));
            const sql = name === 'row_counts' && count ? countedNow : queries[name];
            const found = (isKept && kept.get(name)) || (await readSection(client, name, sql));
            kept.set(name, found);
            sections.push(found.section);
            if (found.problem) problems.set(name, found.problem);
        }
        return { at: rows[0]?.at ?? '', timeZone: rows[0]?.zone ?? '', sections, problems };
    };
}

async function readSection(client: pg.Client, name: Name, sql: string) {
    try {
        const table = await client.query(sql);
        if (name === 'schedule') for (const row of table.rows) row.next_runs = nextRuns(row);
        return { section: { name, title: name, table } };
    } catch (error) {
        if (!isServerError(error) || !isBearable(error.code)) throw error;
        return {
            section: { name, title: name, table: { fields: [], rows: [] } },
            problem: error.message,
        };
    }
}

/**
 * Not everybody may read everything, another server may be away, and what migrate makes may be missing:
 * the rest is still of use.
 */
const isBearable = (code: string) =>
    ['42501', '42P01', '3F000', 'PS008'].includes(code) || /^(08|HV)/.test(code);

function nextRuns(row: {
    cron: string | null;
    time_zone: string;
    paused_at: string | null;
}): Date[] {
    if (row.cron === null || row.paused_at !== null) return [];
    try {
        return nextTimes(row.cron, row.time_zone, 3);
    } catch {
        return [];
    }
}
