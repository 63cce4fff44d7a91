import { BlockList } from 'node:net';
import path from 'node:path';
import { closest } from './closest.ts';
import type { Parts } from './connection/keywords.ts';
import { databaseOf, hostOf, writeUri } from './connection/uri.ts';
import { libpqVariables } from './connection/url-setting.ts';
import { UsageError } from './errors.ts';
import { type Layer, layers } from './layers.ts';
import { type Model, projectRoot, readModel } from './models.ts';
import { defaultFetchSize, defaultPort, loopback } from './setting-values.ts';
import { type LogLevel, linkUrlName, settings, urlName } from './settings.ts';

export type { LogLevel, Model };
export { projectRoot };

export interface DatabaseUrl {
    /** How this process reaches the database, with user and password. */
    url: URL;
    /** How the other servers reach it; user and password only if the link URL names them. */
    link: URL;
}

export interface Config {
    /** What the user should know about the settings, though it stops nothing. */
    warnings: string[];
    /** Undefined: the embedded server serves all four. */
    databases: Record<Layer, DatabaseUrl> | undefined;
    models: Model[];
    timeZone: string | undefined;
    /** Rows that a layer fetches at once from the one before. */
    fetchSize: number;
    /** An explicit port of the embedded server; undefined: the default or a free one. */
    port: number | undefined;
    /** Where the embedded server lives. */
    dataFolder: string;
    web: WebConfig;
    worker: WorkerConfig;
}

/** The page. */
export interface WebConfig {
    host: string;
    port: number;
    /** Whether the port was asked for: one that is taken is then an error. */
    isPortExplicit: boolean;
    password: string | undefined;
    /** What a program sends as a bearer token instead of logging in. */
    token: string | undefined;
    isReadOnly: boolean;
    /** Proxies whose X-Forwarded-For is believed. */
    trustedProxies: BlockList;
    /** The login of the page in dwh; undefined: pgstrata_web on the server of dwh. */
    url: URL | undefined;
}

/** The process that works the schedule. */
export interface WorkerConfig {
    /** Its login in dwh; undefined: pgstrata_worker on the server of dwh. */
    url: URL | undefined;
    /** Where alerts are posted to. */
    webhook: URL | undefined;
    /** Where OpenLineage events are posted to. */
    openLineage: URL | undefined;
    logLevel: LogLevel;
}

/** Reads every PGSTRATA_* setting once and reports all that is wrong with them together. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
    const warnings = new Set<string>();
    const schema = settings({ env, warn: (text) => warnings.add(text) });
    const given = givenSettings(env);
    const problems = unknownNames(Object.keys(given), Object.keys(schema.shape));
    const parsed = schema.safeParse(given);
    if (!parsed.success) {
        problems.push(...parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`));
    }
    const missing = layers.map(urlName).filter((name) => !(name in given));
    if (missing.length > 0 && missing.length < layers.length) {
        problems.push(`${missing.join(', ')} not set, though other databases are named`);
    }
    for (const layer of layers) {
        if (linkUrlName(layer) in given && !(urlName(layer) in given)) {
            problems.push(`${linkUrlName(layer)} is set without ${urlName(layer)}`);
        }
    }
    if (!parsed.success || problems.length > 0) {
        const [first, ...others] = problems;
        if (others.length === 0) throw new UsageError(`${first}`, { hint: settingsHint(missing) });
        throw new UsageError(`${problems.length} settings are wrong`, {
            detail: problems.join('\n'),
            hint: settingsHint(missing),
        });
    }
    const values = parsed.data;
    return {
        warnings: [...warnings],
        databases: missing.length === 0 ? databaseUrls(values) : undefined,
        models: values.PGSTRATA_MODELS ?? [readModel('sales')],
        timeZone: values.PGSTRATA_TIME_ZONE,
        fetchSize: values.PGSTRATA_FETCH_SIZE ?? defaultFetchSize,
        port: values.PGSTRATA_PORT,
        dataFolder: path.resolve(values.PGSTRATA_DATA ?? path.join(projectRoot, '.pgstrata')),
        web: {
            host: values.PGSTRATA_LISTEN?.host ?? loopback,
            port: values.PGSTRATA_LISTEN?.port ?? defaultPort,
            isPortExplicit: values.PGSTRATA_LISTEN?.port !== undefined,
            password: values.PGSTRATA_WEB_PASSWORD,
            token: values.PGSTRATA_WEB_TOKEN,
            isReadOnly: values.PGSTRATA_WEB_READ_ONLY ?? false,
            trustedProxies: values.PGSTRATA_WEB_TRUSTED_PROXIES ?? new BlockList(),
            url: values.PGSTRATA_WEB_URL,
        },
        worker: {
            url: values.PGSTRATA_WORKER_URL,
            webhook: values.PGSTRATA_ALERT_WEBHOOK_URL,
            openLineage: values.PGSTRATA_OPENLINEAGE_URL,
            logLevel: values.PGSTRATA_LOG_LEVEL ?? 'info',
        },
    };
}

function databaseUrls(values: Record<string, unknown>): Record<Layer, DatabaseUrl> {
    const entries = layers.map((layer) => {
        const url = values[urlName(layer)] as URL;
        const link = values[linkUrlName(layer)] as Parts | undefined;
        return [layer, { url, link: link ? linkUrl(url, link) : withoutLogin(url) }];
    });
    return Object.fromEntries(entries) as Record<Layer, DatabaseUrl>;
}

/** What a link leaves out is that of the URL: host and port together, and the database. */
function linkUrl(url: URL, link: Parts): URL {
    const place = link.host ? {} : { host: hostOf(url), port: url.port };
    return writeUri({ dbname: databaseOf(url), ...place, ...link });
}

/** An empty value is an unset one: shells and compose files cannot always unset. */
function givenSettings(env: NodeJS.ProcessEnv): Record<string, string> {
    const given = Object.entries(env).filter(([, value]) => value !== '');
    const own = given.filter(([name]) => name.startsWith('PGSTRATA_'));
    // Where no URL is given, the variables of libpq are none of our business.
    const hasUrl = own.some(([name]) => /_URL$/.test(name));
    const others = hasUrl ? given.filter(([name]) => name in libpqVariables) : [];
    return Object.fromEntries([...own, ...others]) as Record<string, string>;
}

/** A copy of a URL that is safe to show. */
export function withoutLogin(url: URL): URL {
    const copy = new URL(url);
    copy.username = '';
    copy.password = '';
    return copy;
}

function settingsHint(missing: string[]): string | undefined {
    if (missing.length === 0 || missing.length === layers.length) return undefined;
    return `set ${missing.join(', ')}, or none of the four to use the embedded PostgreSQL`;
}

function unknownNames(names: string[], known: string[]): string[] {
    return names
        .filter((name) => !known.includes(name))
        .map((name) => {
            const near = closest(name, known);
            return `${name} is not a setting${near ? `; did you mean ${near}?` : ''}`;
        });
}
