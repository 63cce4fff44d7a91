import type { Reader } from '../types.ts';

export interface OpenFailure {
    process_name: string;
    layer: string;
    entity: string;
    table_name: string;
    status: string;
    first_failed_at: string;
    last_failed_at: string;
    failures: string;
    run_id: string | null;
    log_id: string;
    error_sqlstate: string | null;
    error_message: string | null;
    error_detail: string | null;
    error_hint: string | null;
    last_success: string | null;
    /** Whether runs include the entity without being told to. */
    is_enabled: boolean;
}

/** Failures that no later success has made good, newest first. */
export function openFailures(db: Reader): Promise<OpenFailure[]> {
    return db.rows(
        `select f.*, e.is_enabled
           from public.vw_open_failures f
           join public.vw_entities e on e.entity = f.entity
          order by f.log_id desc`,
    );
}

export interface Incident {
    incident_id: string;
    kind: string;
    entity: string;
    summary: string;
    opened_at: string;
    opened_by: string | null;
    last_seen_at: string;
}

/** What is wrong now, newest first. */
export function openIncidents(db: Reader): Promise<Incident[]> {
    return db.rows(
        `select i.incident_id, i.kind, i.entity, i.summary, i.opened_at, i.opened_by, i.last_seen_at
           from engine.incidents i
          where i.closed_at is null
          order by i.opened_at desc`,
    );
}
