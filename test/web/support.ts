import type { PipelineEvent } from '../../src/connection/listener.ts';
import { openServicePool } from '../../src/connection/service.ts';
import { createLog } from '../../src/log.ts';
import type { AccessOptions } from '../../src/web/access/guard.ts';
import { createApp } from '../../src/web/app.ts';
import { Broadcast, type EventSource } from '../../src/web/events.ts';
import { Metrics } from '../../src/web/metrics.ts';
import { PoolReader } from '../../src/web/reader.ts';
import type { Warehouse } from '../support/index.ts';

export interface TestPageOptions extends Partial<AccessOptions> {
    /** The address at the other end, where a server would know it. */
    address?: string;
    /** How often a stream of events says that it is still there. */
    heartbeat?: number;
}

/** The page as a browser sees it, without a port. */
export interface TestPage {
    get(path: string, headers?: Record<string, string>): Promise<Response>;
    head(path: string, headers?: Record<string, string>): Promise<Response>;
    /** As a form of our own page sends it, unless the headers or the fields say otherwise. */
    post(
        path: string,
        fields?: Record<string, string | string[]>,
        headers?: Record<string, string>,
    ): Promise<Response>;
    /** The token that the forms of the overview carry. */
    csrf(headers?: Record<string, string>): Promise<string>;
    /** Tells what the pipeline would announce. */
    announce(event: PipelineEvent): void;
    metrics: Metrics;
    db: PoolReader;
    broadcast: Broadcast;
    /** What the process logged. */
    logged: string[];
    /** From which address the next requests come. */
    address: string | undefined;
    close(): Promise<void>;
}

export async function openTestPage(
    warehouse: Warehouse,
    { address, heartbeat, ...access }: TestPageOptions = {},
): Promise<TestPage> {
    const { databases, config } = warehouse;
    const pool = await openServicePool(databases, config, 'pgstrata_web', { max: 4 });
    const logged: string[] = [];
    const subscribers = new Set<(event: PipelineEvent) => void>();
    const source: EventSource = {
        onEvent: (subscriber) => {
            subscribers.add(subscriber);
            return () => subscribers.delete(subscriber);
        },
    };
    const broadcast = new Broadcast(source, { heartbeat });
    const db = new PoolReader(pool);
    const metrics = new Metrics(db);
    const app = createApp({
        db,
        broadcast,
        metrics,
        access: { password: undefined, token: undefined, isReadOnly: false, ...access },
        log: createLog({ sink: { write: (line) => logged.push(line) } }),
    });
    const ask = async (method: string, path: string, headers: object, body?: URLSearchParams) => {
        const { address: remoteAddress } = page;
        const env = remoteAddress ? { incoming: { socket: { remoteAddress } } } : {};
        const request = { method, headers: { host: 'localhost:8080', ...headers }, body };
        return app.request(path, request as RequestInit, env as never);
    };
    const get = (path: string, headers: Record<string, string> = {}) => ask('GET', path, headers);
    const csrf = async (headers: Record<string, string> = {}) => csrfOf(await get('/', headers));
    const page: TestPage = {
        address,
        get,
        head: (path, headers = {}) => ask('HEAD', path, headers),
        csrf,
        post: async (path, fields = {}, headers = {}) => {
            const body = new URLSearchParams();
            for (const [name, values] of Object.entries(fields)) {
                for (const value of [values].flat()) body.append(name, value);
            }
            return ask('POST', path, { origin: 'http://localhost:8080', ...headers }, body);
        },
        announce: (event) => {
            for (const subscriber of subscribers) subscriber(event);
        },
        metrics,
        db,
        broadcast,
        logged,
        close: async () => {
            broadcast.close();
            if (!pool.ending) await pool.end();
        },
    };
    return page;
}

/** The token in the first form of a page. */
export async function csrfOf(response: Response): Promise<string> {
    return /name="csrf" value="([^"]+)"/.exec(await response.text())?.[1] ?? '';
}

/** The name and value of the cookie that an answer sets, as a browser sends it back. */
export const cookieOf = (response: Response): string =>
    (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
