import type { Reader } from '../types.ts';

export interface Run {
    run_id: string;
    status: string;
    origin: string;
    called_by: string;
    requested_by: string | null;
    entities: string[];
    started_at: string;
    ended_at: string | null;
    /** An interval. */
    duration: string;
    in_the_way: string | null;
    cancel_requested_at: string | null;
    cancel_requested_by: string | null;
    steps: string;
    failed_steps: string;
    blocked_steps: string;
    rows_read: string | null;
    rows_inserted: string | null;
    rows_updated: string | null;
    rows_rejected: string | null;
    rows_deleted: string | null;
    error_sqlstate: string | null;
    error_message: string | null;
    error_detail: string | null;
    error_hint: string | null;
}

export interface RunFilter {
    status?: string;
    entity?: string;
    origin?: string;
    /** Days, both inclusive, as 2026-01-31. */
    from?: string;
    to?: string;
}

export interface RunPage {
    filter: RunFilter;
    limit: number;
    /** Runs older than this one. */
    before?: string;
    /** Runs newer than this one, the oldest of them. */
    after?: string;
}

/** The runs that match, newest first. */
export function listRuns(db: Reader, options: RunPage): Promise<Run[]> {
    const { filter, limit, before, after } = options;
    const { status, entity, origin, from, to } = filter;
    const [bound, order] = after ? ['>', 'asc'] : ['<', 'desc'];
    // The runs are found in the table, by index and up to the limit; only their steps are added up.
    return db.rows(
        `select r.*
           from public.vw_etl_runs r
          where r.run_id = any (array(
                select e.run_id
                  from public.etl_runs e
                 where ($1::text[] is null or e.status = any ($1))
                   and ($2::text is null
                        or case e.status when 'RUNNING' then engine.live_status(e.run_id)
                                         else e.status end = $2)
                   and ($3::text is null or $3 = any (e.entities))
                   and ($4::text is null or e.origin = $4)
                   and ($5::date is null or e.started_at >= $5::date::timestamp at time zone 'UTC')
                   and ($6::date is null or e.started_at < ($6::date + 1)::timestamp at time zone 'UTC')
                   and ($7::bigint is null or e.run_id ${bound} $7)
                 order by e.run_id ${order}
                 limit $8))
          order by r.run_id desc`,
        [
            // A run whose session is gone is still RUNNING in the table.
            status && (status === 'CRASHED' ? ['CRASHED', 'RUNNING'] : [status]),
            status,
            entity,
            origin,
            from,
            to,
            after ?? before,
            limit,
        ],
    );
}

export interface GridCell {
    run_id: string;
    log_id: string;
    layer: string;
    entity: string;
    status: string;
    error_message: string | null;
}

/** What became of every step of these runs. */
export function stepsOfRuns(db: Reader, runIds: string[]): Promise<GridCell[]> {
    return db.rows(
        `select l.run_id, l.log_id, l.layer, l.entity, l.error_message,
                case when l.status = 'RUNNING' then engine.live_status(l.run_id) else l.status end as status
           from public.etl_logs l
          where l.run_id = any ($1::bigint[])`,
        [runIds],
    );
}

/** What flows, in the order of the flow: dimensions before facts. */
export async function entityNames(db: Reader): Promise<string[]> {
    const rows = await db.rows<{ entity: string }>(
        'select e.entity from public.vw_entities e order by e.kind, e.entity',
    );
    return rows.map(({ entity }) => entity);
}
