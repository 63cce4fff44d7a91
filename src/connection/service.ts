import { createHmac } from 'node:crypto';
import type pg from 'pg';
import type { Config } from '../config.ts';
import type { Databases } from '../databases.ts';
import { ConnectionError, PgstrataError } from '../errors.ts';
import { isRace } from '../migrate/admin.ts';
import { executeWithSecret, scramVerifier } from '../migrate/secret.ts';
import { sqlstate } from '../migrate/session.ts';
import { type ConnectOptions, connectTo } from './connect.ts';
import { ServicePool } from './pool.ts';
import { passwordOf } from './uri.ts';

/** The logins of the page and of the worker: each is a role that may do its part and no more. */
export type ServiceRole = 'pgstrata_web' | 'pgstrata_worker';

const settings: Record<ServiceRole, string> = {
    pgstrata_web: 'PGSTRATA_WEB_URL',
    pgstrata_worker: 'PGSTRATA_WORKER_URL',
};

export interface ServiceLogin {
    url: URL;
    /** False: the password is not one of pgstrata's own, and nothing is changed about it. */
    isDerived: boolean;
    /** Where a login has to be named if this one will not do. */
    setting: string;
}

/**
 * How a role logs in to dwh: as its setting says, else with a password that is derived from the one
 * of PGSTRATA_DWH_URL, so that nothing has to be configured or stored. Where that URL has none, nothing
 * is secret that all processes know: then it has none either, which some servers admit.
 */
export function serviceLogin(
    databases: Databases,
    config: Config,
    role: ServiceRole,
): ServiceLogin {
    const named = role === 'pgstrata_web' ? config.web.url : config.worker.url;
    const setting = settings[role];
    if (named) return { url: named, isDerived: false, setting };
    const url = new URL(databases.urls.dwh.url);
    const key = passwordOf(url);
    const isDerived = key !== '';
    if (isDerived) url.password = createHmac('sha256', key).update(role).digest('base64url');
    url.username = role;
    return { url, isDerived, setting };
}

/** A client of dwh, logged in as a service's role; the caller ends it. */
export async function connectAs(
    databases: Databases,
    config: Config,
    role: ServiceRole,
    options: ConnectOptions = {},
): Promise<pg.Client> {
    const login = serviceLogin(databases, config, role);
    const { url, isDerived } = login;
    try {
        return await connectTo(url, `dwh as ${role}`, options);
    } catch (error) {
        if (!isDerived) throw withHint(error, adviceFor(login, role));
        if (!isRefused(error)) throw error;
    }
    await setPassword(databases, role, passwordOf(url));
    return await connectTo(url, `dwh as ${role}`, options);
}

export interface PoolOptions extends ConnectOptions {
    max: number;
}

/**
 * A pool of connections to dwh, logged in as a service's role; the caller ends it. Throws a
 * ConnectionError if not even one connection can be had. A lost connection is replaced at the next
 * use; listen to `error` to hear of one that was lost while idle.
 */
export async function openServicePool(
    databases: Databases,
    config: Config,
    role: ServiceRole,
    options: PoolOptions,
): Promise<ServicePool> {
    const first = await connectAs(databases, config, role, options);
    const { ssl } = first;
    await first.end();
    const { url, isDerived } = serviceLogin(databases, config, role);
    return new ServicePool(
        url,
        `dwh as ${role}`,
        // What node-postgres calls `ssl` of a client is what it was given.
        ssl as never,
        options,
        isDerived ? () => setPassword(databases, role, passwordOf(url)) : undefined,
    );
}

const isRefused = (error: unknown) =>
    error instanceof ConnectionError && error.message.endsWith(': wrong user or password');

/** A role may change its own password, and the login of dwh is a member of the role. */
async function setPassword(
    databases: Databases,
    role: ServiceRole,
    password: string,
): Promise<void> {
    for (let attempt = 1; ; attempt++) {
        try {
            const template = `alter role ${role} password %L`;
            const { url } = databases.urls.dwh;
            await executeWithSecret(url, 'dwh', role, scramVerifier(password), template, []);
            return;
        } catch (error) {
            // Another process sets the same password right now.
            if ((sqlstate(error) === 'XX000' || isRace(error)) && attempt < 10) continue;
            if (error instanceof ConnectionError) throw error;
            throw new ConnectionError(
                `dwh does not admit ${role}, and its password cannot be set`,
                {
                    detail: error instanceof PgstrataError ? error.detail : undefined,
                    hint: `run: npx pgstrata migrate, or name a login in ${settings[role]}`,
                    cause: error,
                },
            );
        }
    }
}

function adviceFor({ url, setting }: ServiceLogin, role: ServiceRole): string {
    if (url.password !== '') return `check ${setting}`;
    return `where the login of dwh has no password, name one for ${role} in ${setting}`;
}

function withHint(error: unknown, hint: string): unknown {
    if (!(error instanceof ConnectionError)) return error;
    return new ConnectionError(error.message, {
        detail: error.detail,
        hint: error.hint ? `${error.hint}; ${hint}` : hint,
        cause: error.cause,
    });
}
