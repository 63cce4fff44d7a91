import { closest } from '../closest.ts';
import { UsageError } from '../errors.ts';
import { isKeyword, keywordNames, type Parts } from './keywords.ts';

const form = 'is not a URL of the form postgresql://user:password@host:5432/database';
export const severalHosts = 'names several hosts; name the one that can be written to';

/**
 * The parts that a connection URI names, in the syntax of libpq, where any may be left out. Throws a
 * UsageError that says what is wrong with the URI and repeats nothing of it: it can hold a password.
 */
export function readUri(text: string): Parts {
    const scheme = /^([a-z][a-z0-9+.-]*:)\/\//i.exec(text)?.[1];
    if (!scheme || /\s/.test(text)) throw new UsageError(form);
    if (!['postgres:', 'postgresql:'].includes(scheme)) {
        throw new UsageError(`begins with ${scheme}//, not with postgresql://`);
    }
    const rest = text.slice(scheme.length + 2);
    const [, authority = '', path = '', query = ''] =
        /^([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/.exec(rest) ?? [];
    const at = authority.lastIndexOf('@');
    const [user = '', password = ''] = splitAt(authority.slice(0, Math.max(at, 0)), ':');
    const parts: Parts = {
        ...readAddress(authority.slice(at + 1)),
        user: decode(user),
        password: decode(password),
        dbname: decode(path),
        ...readQuery(query),
    };
    // An empty part is one that was left out.
    return Object.fromEntries(Object.entries(parts).filter(([, value]) => value)) as Parts;
}

function readAddress(text: string): Parts {
    const [, v6, name = '', port] =
        /^(?:\[([^\]]*)\]|([^:[\]]*))(?::([^:[\]]*))?$/.exec(text) ?? [];
    if (v6 === undefined && name === '' && text !== '' && port === undefined) {
        throw new UsageError(text.includes(',') ? severalHosts : form);
    }
    return { host: v6 ?? decode(name), ...(port && { port: decode(port) }) };
}

function readQuery(query: string): Parts {
    const parts: Parts = {};
    for (const pair of query.split('&').filter((pair) => pair !== '')) {
        const [name, value] = splitAt(pair, '=').map((part) => part && decode(part));
        if (!name || value === undefined) throw new UsageError(`has a parameter without a value`);
        // What drivers of Java write.
        if (name === 'ssl' && value === 'true') parts.sslmode = 'require';
        else if (isKeyword(name)) parts[name] = value;
        else {
            const near = closest(name, keywordNames);
            throw new UsageError(
                `has the parameter ${name}, which is none of libpq${near ? `; did you mean ${near}?` : ''}`,
            );
        }
    }
    return parts;
}

function splitAt(text: string, separator: string): [string, string | undefined] {
    const at = text.indexOf(separator);
    return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        throw new UsageError('has a % that does not begin an escape; write % itself as %25');
    }
}

/** Parts that have their own place in a URI, and those that are used up in finding the others. */
const placed = new Set(['host', 'port', 'user', 'password', 'dbname', 'passfile', 'service']);

/** A URI that libpq reads as these parts. In a query it takes a + for itself, so spaces are %20. */
export function writeUri(parts: Parts): URL {
    const { host = '', port, user = '', password } = parts;
    const login = password === undefined ? encode(user) : `${encode(user)}:${encode(password)}`;
    const address = host.includes(':') ? `[${host}]` : encode(host);
    const query = Object.entries(parts)
        .filter(([name]) => !placed.has(name))
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join('&');
    const text =
        `postgresql://${login === '' ? '' : `${login}@`}${address}${port ? `:${port}` : ''}` +
        `/${encode(parts.dbname ?? '')}${query && `?${query}`}`;
    if (!URL.canParse(text)) throw new UsageError('names a host that is none');
    return new URL(text);
}

const encode = encodeURIComponent;

/** The host of a URL that `writeUri` made: a name, an address, or the folder of a Unix socket. */
export const hostOf = (url: URL) => decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '');
export const portOf = (url: URL) => url.port || '5432';
export const userOf = (url: URL) => decodeURIComponent(url.username);
export const passwordOf = (url: URL) => decodeURIComponent(url.password);
export const databaseOf = (url: URL) => decodeURIComponent(url.pathname.slice(1));

/** Where a URL leads to, for a message: without login and parameters. */
export const addressOf = (url: URL) => `${hostOf(url)}:${portOf(url)}/${databaseOf(url)}`;

export const isSocket = (host: string) => host.startsWith('/');
