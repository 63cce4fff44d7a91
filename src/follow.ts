import type pg from 'pg';
import { duration } from './status/words.ts';

export interface FollowOptions {
    /** Only what did not succeed. */
    failed?: boolean;
    /** Only this run, and only until it has ended. */
    run?: number;
    /** How much of the past to begin with, in lines. */
    limit?: number;
    json?: boolean | undefined;
}

/** Something that happened: a run began or ended, or a step ended. */
interface Happening {
    event: 'run_began' | 'step' | 'run_ended';
    at: string;
    run_id: string | null;
    log_id: string | null;
    layer: string | null;
    entity: string | null;
    status: string;
    /** It has not said so itself: it only seems to be gone. */
    is_presumed: boolean;
    entities: string[] | null;
    origin: string | null;
    seconds: string | null;
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

/** Ids are given before rows can be seen: one that is a little lower may come later. */
const margin = 100;

/** All before these has ended, and so will not happen any more. */
const floors = `
    select coalesce((select min(log_id) from public.etl_logs where status = 'RUNNING'),
                    (select max(log_id) from public.etl_logs), 0) - ${margin} as log_id,
           coalesce((select min(run_id) from public.etl_runs where status = 'RUNNING'),
                    (select max(run_id) from public.etl_runs), 0) - ${margin} as run_id`;

const happenings = `
    select *
      from (select 'run_began' as event, r.started_at as at, r.run_id, null::bigint as log_id,
                   null as layer, null as entity, 'RUNNING' as status, false as is_presumed, r.entities, r.origin,
                   null::numeric as seconds, null::bigint as rows_read, null::bigint as rows_inserted,
                   null::bigint as rows_updated, null::bigint as rows_rejected, null::bigint as rows_deleted,
                   null as error_sqlstate, null as error_message, null as error_detail, null as error_hint
              from public.etl_runs r
             where r.run_id > $1 and r.status <> 'SKIPPED'
            union all
            select 'step', coalesce(l.end_time, l.start_time), l.run_id, l.log_id, l.layer, l.entity, l.status,
                   false, null, null, extract(epoch from l.end_time - l.start_time),
                   l.rows_read, l.rows_inserted, l.rows_updated, l.rows_rejected, l.rows_deleted,
                   l.error_sqlstate, l.error_message, l.error_detail, l.error_hint
              from public.etl_logs l
             where l.log_id > $2 and l.status <> 'RUNNING'
            union all
            select 'run_ended', coalesce(r.ended_at, clock_timestamp()), r.run_id, null, null, null, r.status,
                   r.ended_at is null, r.entities, r.origin, extract(epoch from r.ended_at - r.started_at),
                   null, null, null, null, null,
                   r.error_sqlstate, r.error_message, r.error_detail, r.error_hint
              from (select r.run_id, r.started_at, r.ended_at, r.entities, r.origin, r.error_sqlstate,
                           r.error_message, r.error_detail, r.error_hint,
                           case when r.status = 'RUNNING' then engine.live_status(r.run_id) else r.status end as status
                      from public.etl_runs r) r
             where r.run_id > $1 and r.status <> 'RUNNING') h
     where ($3::bigint is null or h.run_id = $3)
       and (not $4 or h.status not in ('RUNNING', 'SUCCEEDED'))
     order by h.at, h.log_id nulls first, h.event`;

/** Says line by line what has happened since the last look; the result is whether that was all. */
export function createFollower(options: FollowOptions, line: (text: string) => void) {
    const {
        run,
        failed = false,
        limit = run === undefined ? 10 : Number.POSITIVE_INFINITY,
    } = options;
    const said = new Set<string>();
    const suspects = new Set<string>();
    const format = options.json ? toJson : describe;
    let from: { run_id: string; log_id: string } | undefined;

    return async function look(client: pg.Client): Promise<boolean> {
        // Read first, so that whatever ends meanwhile is looked at again.
        const { rows } = await client.query<{ run_id: string; log_id: string }>(floors);
        const [next] = rows;
        const isFirst = from === undefined;
        const since = run === undefined ? (from ?? sinceLimit(next, limit)) : undefined;
        const found = await client.query<Happening>(happenings, [
            since?.run_id ?? 0,
            since?.log_id ?? 0,
            run ?? null,
            failed,
        ]);
        from = next;
        const fresh = found.rows.filter((row) => isNews(row));
        for (const row of isFirst ? fresh.slice(-limit) : fresh) line(format(row));
        if (run === undefined) return false;
        return said.has(`run_ended ${run}`) || (failed && (await hasEnded(client, run)));
    };

    /** That a run is gone is believed at the second look: the first may see how it ends. */
    function isNews(row: Happening): boolean {
        const key = keyOf(row);
        if (said.has(key)) return false;
        if (row.is_presumed && !suspects.has(key)) {
            suspects.add(key);
            return false;
        }
        said.add(key);
        return true;
    }
}

async function hasEnded(client: pg.Client, run: number): Promise<boolean> {
    const { rows } = await client.query(
        `select from public.vw_etl_runs where run_id = $1 and status <> 'RUNNING'`,
        [run],
    );
    return rows.length > 0;
}

function sinceLimit(next: { run_id: string; log_id: string } | undefined, limit: number) {
    if (!next || !Number.isFinite(limit)) return undefined;
    return { run_id: next.run_id, log_id: String(Number(next.log_id) - limit) };
}

const keyOf = ({ event, run_id, log_id }: Happening) => `${event} ${log_id ?? run_id}`;

function describe(row: Happening): string {
    const { event, at, run_id, status, seconds } = row;
    const time = at.slice(0, 19);
    const took = seconds === null ? '' : ` in ${duration(Number(seconds))}`;
    if (event === 'run_began') {
        return `${time}  run ${run_id} began (${row.origin}): ${row.entities?.join(', ')}`;
    }
    const error = row.error_message ? `: ${row.error_message.replace(/\s*\n\s*/g, ' ')}` : '';
    const code = row.error_sqlstate ? ` (SQLSTATE ${row.error_sqlstate})` : '';
    if (event === 'run_ended') return `${time}  run ${run_id} ${status}${took}${error}${code}`;
    const where = run_id === null ? 'by hand' : `run ${run_id}`;
    return `${time}  ${where} ${row.layer} ${row.entity} ${status}${took}${countsOf(row)}${error}${code}`;
}

function countsOf(row: Happening): string {
    if (row.rows_read === null) return '';
    const names = ['inserted', 'updated', 'rejected', 'deleted'] as const;
    const others = names
        .map((name) => [row[`rows_${name}`], name] as const)
        .filter(([count]) => count !== null && count !== '0')
        .map(([count, name]) => `, ${count} ${name}`);
    return `, ${row.rows_read} read${others.join('')}`;
}

const wide = new Set(['run_id', 'log_id', 'seconds']);

/** bigint arrives as text; no count of rows is beyond what a number holds. */
function toJson(row: Happening): string {
    return JSON.stringify(row, (key, value) =>
        (wide.has(key) || key.startsWith('rows_')) && typeof value === 'string'
            ? Number(value)
            : value,
    );
}
