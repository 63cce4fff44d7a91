import type { Reader } from '../types.ts';
import type { Run } from './runs.ts';

export async function findRun(db: Reader, runId: string): Promise<Run | undefined> {
    return db.row('select r.* from public.vw_etl_runs r where r.run_id = $1::bigint', [runId]);
}

export interface Step {
    log_id: string;
    process_name: string;
    layer: string;
    entity: string;
    table_name: string;
    status: string;
    start_time: string;
    end_time: string | null;
    /** An interval. */
    duration: string;
    rows_read: string | null;
    rows_inserted: string | null;
    rows_updated: string | null;
    rows_rejected: string | null;
    rows_deleted: string | null;
    batch_id: string | null;
    error_sqlstate: string | null;
    error_message: string | null;
    error_detail: string | null;
    error_hint: string | null;
}

/** The steps of a run in the order in which they began. */
export function stepsOfRun(db: Reader, runId: string): Promise<Step[]> {
    return db.rows(
        `select l.log_id, l.process_name, l.layer, l.entity, l.table_name, l.start_time, l.end_time,
                coalesce(l.end_time, clock_timestamp()) - l.start_time as duration,
                l.rows_read, l.rows_inserted, l.rows_updated, l.rows_rejected, l.rows_deleted,
                l.batch_id, l.error_sqlstate, l.error_message, l.error_detail, l.error_hint,
                case when l.status = 'RUNNING' then engine.live_status(l.run_id) else l.status end as status
           from public.etl_logs l
          where l.run_id = $1::bigint
          order by l.log_id`,
        [runId],
    );
}

export interface Statement {
    log_id: string;
    position: number;
    purpose: string;
    sql: string;
    rows: string | null;
    duration_ms: string;
}

/** The SQL that these steps ran; of each its first statements. */
export function statementsOf(db: Reader, logIds: string[], limit: number): Promise<Statement[]> {
    return db.rows(
        `select s.log_id, s.position, s.purpose, s.sql, s.rows, s.duration_ms
           from unnest($1::bigint[]) l (log_id)
          cross join lateral (
                select * from engine.step_statements t
                 where t.log_id = l.log_id order by t.position limit $2) s
          order by s.log_id, s.position`,
        [logIds, limit],
    );
}

export interface Message {
    log_id: string | null;
    said_at: string;
    message: string;
}

/** What a run and its steps said, oldest first. */
export function messagesOf(db: Reader, runId: string, limit: number): Promise<Message[]> {
    return db.rows(
        `select m.log_id, m.said_at, m.message
           from engine.run_messages m
          where m.run_id = $1::bigint
          order by m.message_id
          limit $2`,
        [runId, limit],
    );
}

/** Whether the schedule exists, and is paused. */
export async function scheduleState(
    db: Reader,
): Promise<{ cron: string | null; paused_at: string | null } | undefined> {
    return db.row('select s.cron, s.paused_at from engine.schedule_state() s');
}
