import http, { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
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
import { Opening } from './opening.ts';
import { overviewKey } from './queries/overview.ts';
import { PoolReader, type ReadLimits } from './reader.ts';

export interface RunningPage {
    url: string;
    /** Rejects when the warehouse, once it answers, will not have the page. */
    refused: Promise<never>;
    stop(): Promise<void>;
}

/** Four of them are for /health, which must not wait for what pages ask. */
const mostConnections = 8;
const portsTried = 20;

/** For how long the page waits for what, in milliseconds; tests wait less. */
export interface PageLimits extends ReadLimits {
    /** A server would have said by then that a statement takes too long: that connection is given up. */
    query: number;
    /** A warehouse that is there answers meanwhile; one that is not is waited for while the page runs. */
    firstAttempt: number;
}

const pageLimits = { query: 8000, firstAttempt: 3000 };

/**
 * Serves the page until it is stopped, with its warehouse or until there is one. Throws a UsageError
 * for an address that will not do, and whatever says that the warehouse will not have the page.
 */
export async function startPage(
    databases: Databases,
    config: Config,
    log: Logger,
    limits: Partial<PageLimits> = {},
): Promise<RunningPage> {
    const { query: queryTimeout, firstAttempt } = { ...pageLimits, ...limits };
    assertSafe(config.web);
    const server = createServer();
    const port = await listen(server, config.web);
    const opening = new Opening(async () => {
        const pool = await openServicePool(databases, config, 'pgstrata_web', {
            max: mostConnections,
            applicationName: 'pgstrata serve',
            queryTimeout,
        });
        pool.on('error', (error) => log.warn({ err: error }, 'a connection of the page was lost'));
        return pool;
    }, log);
    const listener = new Listener({
        connect: async () => {
            // The pool tells what is wrong, and has put the password right.
            await opening.opened.catch(async (error) => {
                await opening.closed;
                throw error;
            });
            return connectAs(databases, config, 'pgstrata_web', {
                applicationName: 'pgstrata serve listens',
            });
        },
        log,
    });
    const broadcast = new Broadcast(listener);
    const db = new PoolReader(() => opening.pool(), limits);
    listener.onEvent(() => db.forget(overviewKey));
    const metrics = new Metrics(db);
    const app = createApp({ db, broadcast, metrics, access: config.web, log });
    server.on('request', getRequestListener(app.fetch));
    const stop = async () => {
        broadcast.close();
        await new Promise((done) => {
            server.close(done);
            server.closeAllConnections();
        });
        const ended = listener.close();
        await opening.close();
        await ended;
    };
    // A warehouse that is not migrated yet is none to count from; the page says so itself.
    const begun = opening.opened.then(() =>
        metrics.begin().catch((error) => log.warn({ err: error }, 'cannot count yet')),
    );
    const refused = begun.then(() => new Promise<never>(() => {}));
    refused.catch(() => {});
    try {
        await Promise.race([
            begun,
            opening.delayed,
            sleep(firstAttempt, undefined, { ref: false }),
        ]);
    } catch (error) {
        await stop();
        throw error;
    }
    return { url: `http://${urlHost(config.web.host)}:${port}`, refused, stop };
}

/** With an end to whoever sends nothing, or one byte now and then. */
export function createServer(): Server {
    const server = http.createServer({ requestTimeout: 30_000, headersTimeout: 10_000 });
    server.maxConnections = 1000;
    return server;
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
