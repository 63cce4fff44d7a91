import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { DatabaseUrl } from '../config.ts';
import type { Listener, PipelineEvent } from '../connection/listener.ts';
import type { Layer } from '../layers.ts';
import type { Logger } from '../log.ts';
import { type PostOptions, post } from './post.ts';
import {
    type Datasets,
    type EventType,
    eventTypeOf,
    type Origin,
    runEvent,
    type Subject,
} from './run-event.ts';
import type { Service } from './service.ts';

export interface OpenLineageOptions extends Omit<PostOptions, 'signal'> {
    /** Logged in as pgstrata_worker. */
    pool: Pick<pg.Pool, 'query'>;
    listener: Pick<Listener, 'onEvent'>;
    url: URL;
    urls: Record<Layer, DatabaseUrl>;
    log: Logger;
    /** Milliseconds between the first two attempts; doubled before each other one. */
    wait?: number;
    /** How many events may wait. */
    bound?: number;
}

interface Waiting {
    type: EventType;
    runId: unknown;
    logId: unknown;
}

const attempts = 3;
/** What is left when the process is to end has so long to be sent. */
const lastMoments = 5000;

/**
 * Tells an OpenLineage server of each run and step that begins or ends, in order. It is no record: what
 * cannot be delivered is lost, and the pipeline does not notice.
 */
export function startOpenLineage(options: OpenLineageOptions): Service {
    const { listener, url, log, wait = 1000, bound = 1000 } = options;
    const read = createReader(options);
    const queue: Waiting[] = [];
    const ending = new AbortController();
    let sending: Promise<void> | undefined;
    let lost = 0;

    function lose(reason: string): void {
        if (lost === 0) log.warn({ reason }, 'an OpenLineage event was not delivered');
        lost++;
    }

    function add({ event, status, run_id: runId, log_id: logId }: PipelineEvent): void {
        const type = eventTypeOf(status);
        if ((event !== 'run' && event !== 'step') || !type || ending.signal.aborted) return;
        if (queue.length >= bound) {
            lose(`${bound} others wait`);
            return;
        }
        queue.push({ type, runId, logId });
        sending ??= sendAll();
    }

    async function sendAll(): Promise<void> {
        for (let next = queue[0]; next; next = queue[0]) {
            const reason = await send(next);
            queue.shift();
            if (reason !== null) lose(reason);
            else if (lost > 0) {
                log.info({ lost }, 'OpenLineage events are delivered again');
                lost = 0;
            }
        }
        sending = undefined;
    }

    /** Null, or why it was given up. */
    async function send(waiting: Waiting): Promise<string | null> {
        for (let attempt = 1; ; attempt++) {
            const reason = await read(waiting).then(
                (body) => body && post(url, body, { ...options, signal: ending.signal }),
                (error: Error) => error.message,
            );
            if (reason === null || attempt === attempts || ending.signal.aborted) return reason;
            const { signal } = ending;
            await sleep(wait * 2 ** (attempt - 1), undefined, { signal }).catch(() => {});
        }
    }

    const silence = listener.onEvent(add);
    return {
        async stop() {
            silence();
            const late = setTimeout(() => ending.abort(), lastMoments);
            await sending;
            clearTimeout(late);
            ending.abort();
        },
    };
}

/** Makes events of what was announced, by what the log says of it now. */
function createReader({ pool, urls }: OpenLineageOptions) {
    let origin: Origin | undefined;
    let known = new Map<string, Datasets>();

    async function readOrigin(): Promise<Origin> {
        const { rows } = await pool.query<{ database: string }>(
            `select concat(oid, ' ', datname) as database
               from pg_catalog.pg_database where datname = current_database()`,
        );
        // Not every service lets everybody ask for the identity of its server.
        const system = await pool
            .query<{ id: string }>('select system_identifier as id from pg_control_system()')
            .catch(() => undefined);
        return { urls, warehouse: `${system?.rows[0]?.id ?? ''} ${rows[0]?.database ?? ''}` };
    }

    async function datasetsOf({ layer, entity }: Subject): Promise<Datasets | undefined> {
        const key = `${layer} ${entity}`;
        if (layer === undefined || known.has(key)) return known.get(key);
        // One that is new, or none was asked for yet.
        const { rows } = await pool.query<Datasets & { layer: Layer; entity: string }>(
            'select * from engine.datasets()',
        );
        known = new Map(rows.map((row) => [`${row.layer} ${row.entity}`, row]));
        return known.get(key);
    }

    return async ({ type, runId, logId }: Waiting) => {
        origin ??= await readOrigin();
        const { rows } = await pool.query<{ subject: Subject | null }>(
            'select engine.describe_event($1, $2) as subject',
            [runId ?? null, logId ?? null],
        );
        const subject = rows[0]?.subject;
        if (!subject) return null;
        // Lineage without tables is better than none, when the layer that knows them is away.
        const datasets = await datasetsOf(subject).catch(() => undefined);
        return runEvent(origin, type, subject, datasets);
    };
}
