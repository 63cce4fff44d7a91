import type { PipelineEvent } from '../../src/connection/listener.ts';
import { openServicePool } from '../../src/connection/service.ts';
import { createLog } from '../../src/log.ts';
import type { AccessOptions } from '../../src/web/access/guard.ts';
import { createApp } from '../../src/web/app.ts';
import { Broadcast } from '../../src/web/events.ts';
import { Metrics } from '../../src/web/metrics.ts';
import { PoolReader } from '../../src/web/reader.ts';
import type { Warehouse } from '../support/index.ts';

export interface TestPageOptions extends Partial<AccessOptions> {
    /** The address at the other end, where a server would know it. */
    address?: string;
}

/** The page as a browser sees it, without a port. */
export interface TestPage {
    get(path: string, headers?: Record<string, string>): Promise<Response>;
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
    close(): Promise<void>;
}

export async function openTestPage(
    warehouse: Warehouse,
    { address, ...access }: TestPageOptions = {},
): Promise<TestPage> {
    const { databases, config } = warehouse;
    const pool = await openServicePool(databases, config, 'pgstrata_web', { max: 4 });
    const logged: string[] = [];
    const subscribers = new Set<(event: PipelineEvent) => void>();
    const broadcast = new Broadcast({
        onEvent: (subscriber) => {
            subscribers.add(subscriber);
            return () => subscribers.delete(subscriber);
        },
    });
    const db = new PoolReader(pool);
    const metrics = new Metrics(db);
    const app = createApp({
        db,
        broadcast,
        metrics,
        access: { password: undefined, token: undefined, isReadOnly: false, ...access },
        log: createLog({ sink: { write: (line) => logged.push(line) } }),
    });
    const env = address ? { incoming: { socket: { remoteAddress: address } } } : {};
    const get = async (path: string, headers: Record<string, string> = {}) =>
        app.request(path, { headers: { host: 'localhost:8080', ...headers } }, env as never);
    const csrf = async (headers: Record<string, string> = {}) => csrfOf(await get('/', headers));
    return {
        get,
        csrf,
        post: async (path, fields = {}, headers = {}) => {
            const body = new URLSearchParams();
            for (const [name, values] of Object.entries(fields)) {
                for (const value of [values].flat()) body.append(name, value);
            }
            const request = {
                method: 'POST',
                body,
                headers: { host: 'localhost:8080', origin: 'http://localhost:8080', ...headers },
            };
            return app.request(path, request, env as never);
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
            await pool.end();
        },
    };
}

/** The token in the first form of a page. */
export async function csrfOf(response: Response): Promise<string> {
    return /name="csrf" value="([^"]+)"/.exec(await response.text())?.[1] ?? '';
}

/** The name and value of the cookie that an answer sets, as a browser sends it back. */
export const cookieOf = (response: Response): string =>
    (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
