import { NotFoundError, type Reader } from '../types.ts';

/** A run that somebody asked for, and what has become of it. */
export interface RunRequest {
    request_id: string;
    /** NULL: all that are enabled. */
    entities: string[] | null;
    resume_run_id: string | null;
    requested_at: string;
    requested_by: string;
    /** NULL: no worker has taken it yet. */
    taken_at: string | null;
    /** Why no run was made of it. */
    outcome: string | null;
}

/** How many of each kind are shown at most; nobody asks for that many by hand. */
const most = 20;

/**
 * Requests whose run has not begun, the newest of those that wait first, and those that were refused
 * within the last 10 minutes. What the queue has is known by its newest job: it holds one at a time.
 */
export function openRequests(db: Reader): Promise<RunRequest[]> {
    return db.rows(
        `select q.request_id, q.entities, q.resume_run_id, q.requested_at, q.requested_by, q.taken_at,
                q.outcome
           from ((select r.* from engine.run_requests r
                   where r.taken_at is null order by r.request_id desc limit $1)
                 union all
                 (select r.*
                    from (select * from engine.run_requests r order by r.request_id desc limit $1) r
                   where r.taken_at is not null
                     and case when r.outcome is not null
                              then r.taken_at > clock_timestamp() - interval '10 minutes'
                              else r.taken_at > clock_timestamp() - interval '1 day'
                                   and r.job_id = (select n.job_id from engine.run_requests n
                                                    where n.job_id is not null
                                                    order by n.request_id desc limit 1)
                                   and not exists (select from public.etl_runs e
                                                    where e.job_id = r.job_id
                                                      and e.started_at >= r.taken_at)
                                   and exists (select from engine.queue_depth() d
                                                where d.queue = 'pgstrata_run' and d.jobs > 0
                                                  and d.state in ('created', 'retry', 'active'))
                         end)) q
          order by q.request_id desc`,
        [most],
    );
}

/** Whether a worker has given a sign of life lately. */
export async function isWorkerAlive(db: Reader): Promise<boolean> {
    const found = await db.row<{ alive: boolean }>(
        `select exists (select from engine.workers w
                         where w.last_seen_at > clock_timestamp()
                                                - engine.setting('worker_timeout')::interval) as alive`,
    );
    return found?.alive ?? false;
}

/** What a program is told about a request that it made. */
export interface RequestAnswer {
    request_id: number;
    entities: string[] | null;
    requested_at: string;
    taken_at: string | null;
    job_id: string | null;
    outcome: string | null;
    run_id: number | null;
    run_status: string | null;
}

/** Answers GET /requests/:id. */
export async function requestAnswer(
    db: Reader,
    { id = '' }: Record<string, string>,
): Promise<RequestAnswer> {
    const isId = /^[1-9]\d{0,17}$/.test(id);
    const found = isId && (await db.row<{ answer: RequestAnswer }>(answerSql, [id]));
    if (!found) throw new NotFoundError(`there is no request ${id}`);
    return found.answer;
}

const answerSql = `
select jsonb_build_object(
           'request_id', q.request_id, 'entities', q.entities, 'requested_at', q.requested_at,
           'taken_at', q.taken_at, 'job_id', q.job_id, 'outcome', q.outcome,
           'run_id', e.run_id,
           'run_status', case when e.status = 'RUNNING' then engine.live_status(e.run_id)
                              else e.status end) as answer
  from engine.run_requests q
  left join lateral (
       select r.run_id, r.status from public.etl_runs r
        where r.job_id = q.job_id and r.started_at >= q.taken_at
        order by r.run_id desc limit 1) e on true
 where q.request_id = $1::bigint`;
