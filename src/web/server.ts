import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Config, WebConfig } from '../config.ts';
import { Listener } from '../connection/listener.ts';
import { connectAs, openServicePool } from '../connection/service.ts';
import type { Databases } from '../databases.ts';
import { UsageError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { isLoopbackName } from './access/origin.ts';
import { createApp } from './app.ts';
import { Broadcast } from './events.ts';
import { Metrics } from './metrics.ts';
import { overviewKey } from './queries/overview.ts';
import { PoolReader } from './reader.ts';

export interface RunningPage {
    url: string;
    stop(): Promise<void>;
}

const mostConnections = 6;
const portsTried = 20;

/** Serves the page until it is stopped. Throws a UsageError for an address that will not do. */
export async function startPage(
    databases: Databases,
    config: Config,
    log: Logger,
): Promise<RunningPage> {
    assertSafe(config.web);
    const pool = await openServicePool(databases, config, 'pgstrata_web', {
        max: mostConnections,
        applicationName: 'pgstrata serve',
    });
    pool.on('error', (error) => log.warn({ err: error }, 'a connection of the page was lost'));
    const listener = new Listener({
        connect: () =>
            connectAs(databases, config, 'pgstrata_web', {
                applicationName: 'pgstrata serve listens',
            }),
        log,
    });
    const broadcast = new Broadcast(listener);
    const db = new PoolReader(pool);
    listener.onEvent(() => db.forget(overviewKey));
    const metrics = new Metrics(db);
    const close = async () => {
        broadcast.close();
        await listener.close();
        await pool.end();
    };
    try {
        // A warehouse that is not migrated yet is none to count from; the page says so itself.
        await metrics.begin().catch((error) => log.warn({ err: error }, 'cannot count yet'));
        const app = createApp({ db, broadcast, metrics, access: config.web, log });
        const server = createAdaptorServer({ fetch: app.fetch }) as Server;
        const port = await listen(server, config.web);
        return {
            url: `http://${urlHost(config.web.host)}:${port}`,
            stop: async () => {
                broadcast.close();
                await new Promise((done) => {
                    server.close(done);
                    server.closeAllConnections();
                });
                await close();
            },
        };
    } catch (error) {
        await close();
        throw error;
    }
}

/** Whoever can reach the page can start and cancel runs: beyond this machine they have to log in. */
export function assertSafe({ host, password, token }: WebConfig): void {
    if (isLoopbackName(host) || password !== undefined || token !== undefined) return;
    throw new UsageError(`the page would be open to everybody who can reach ${host}`, {
        hint: 'set PGSTRATA_WEB_PASSWORD or PGSTRATA_WEB_TOKEN, or listen at 127.0.0.1',
    });
}

/** At the port that was asked for, else at the first free one from the default on. */
export async function listen(
    server: Server,
    { host, port, isPortExplicit }: Pick<WebConfig, 'host' | 'port' | 'isPortExplicit'>,
): Promise<number> {
    const others = Array.from({ length: portsTried }, (_, index) => port + index + 1);
    const candidates = isPortExplicit ? [port] : [port, ...others, 0];
    for (const candidate of candidates) {
        const problem = await tryToListen(server, host, candidate);
        if (!problem) return (server.address() as AddressInfo).port;
        if (problem.code !== 'EADDRINUSE' || candidate === candidates.at(-1)) {
            throw cannotListen(host, candidate, problem);
        }
    }
    throw new Error('unreachable');
}

function tryToListen(
    server: Server,
    host: string,
    port: number,
): Promise<NodeJS.ErrnoException | undefined> {
    return new Promise((resolve) => {
        const fail = (error: NodeJS.ErrnoException) => resolve(error);
        server.once('error', fail);
        server.listen({ port, host: host.replace(/^\[|\]$/g, ''), exclusive: true }, () => {
            server.off('error', fail);
            resolve(undefined);
        });
    });
}

function cannotListen(host: string, port: number, { code, message }: NodeJS.ErrnoException) {
    const isTaken = code === 'EADDRINUSE';
    return new UsageError(`the page cannot listen at ${urlHost(host)}:${port}`, {
        detail: isTaken ? 'another program listens there' : message,
        hint: isTaken
            ? 'free the port, choose another with --port or PGSTRATA_LISTEN, or leave both out for a free one'
            : 'choose another address with --host and --port, or PGSTRATA_LISTEN',
    });
}

/** What a browser on this machine can open. */
function urlHost(host: string): string {
    const bare = host.replace(/^\[|\]$/g, '');
    if (bare === '0.0.0.0' || bare === '::') return 'localhost';
    return bare.includes(':') ? `[${bare}]` : bare;
}
