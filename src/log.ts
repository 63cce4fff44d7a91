import { format } from 'node:util';
import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { LogLevel } from './config.ts';

export type { Logger } from 'pino';

export interface LogOptions {
    level?: LogLevel;
    /** One short line an event, for a terminal, instead of JSON. */
    isPlain?: boolean;
    /** Where lines go to; stderr unless told otherwise. */
    sink?: { write(text: string): unknown };
}

/** A structured log, of which no line shows a password, whatever it was given. */
export function createLog(options: LogOptions = {}): Logger {
    const { level = 'info', isPlain = false, sink = process.stderr } = options;
    const settings: LoggerOptions = {
        level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: {
            level: (label) => ({ level: label }),
            bindings: (bindings) => shown(bindings) as Record<string, unknown>,
        },
        // Pino's own would describe anew what is described already.
        serializers: { err: (error) => error },
        hooks: {
            logMethod(args, method) {
                method.apply(this, shownArguments(args) as Parameters<typeof method>);
            },
        },
    };
    const destination: DestinationStream = {
        write: (line) => void sink.write(isPlain ? plainLine(line) : line),
    };
    return pino(settings, destination);
}

/** An object, if there is one, and a text, in which nothing is left to be put in. */
function shownArguments([first, ...others]: unknown[]): unknown[] {
    if (typeof first === 'object' && first !== null) {
        const [message, ...values] = others;
        const object = first instanceof Error ? { err: first } : first;
        if (message !== undefined) return [shown(object), textOf([message, ...values])];
        return first instanceof Error
            ? [shown(object), withoutSecrets(first.message)]
            : [shown(object)];
    }
    return [textOf([first, ...others])];
}

const textOf = (parts: unknown[]) => withoutSecrets(format(...parts));

const deepest = 8;
const secretKey =
    /(password|passwd|pwd|passphrase|secret|token|authorization|cookie|connectionString)$/i;

/** A copy of a value as a log may show it. Secrets go before it becomes JSON, which they could break. */
function shown(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return withoutSecrets(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > deepest) return '[…]';
    try {
        if (value instanceof Error) return shown(describeError(value), depth + 1);
        if (Array.isArray(value)) return value.map((item) => shown(item, depth + 1));
        const { toJSON } = value as { toJSON?: unknown };
        if (typeof toJSON === 'function') return shown(toJSON.call(value, ''), depth + 1);
        const entries = Object.entries(value).map(([key, item]) => [
            withoutSecrets(key),
            secretKey.test(key) && item !== undefined ? '…' : shown(item, depth + 1),
        ]);
        return Object.fromEntries(entries);
    } catch {
        return '[unreadable]';
    }
}

/** `user:password@` of a URL. */
const inUrl = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)\S*@/gi;
/** What PostgreSQL stores of a password. */
const verifier = /SCRAM-SHA-256\$\S+/g;
const header = /\b(authorization|cookie)(\s*[:=]\s*)[^\n]+/gi;

const value = [
    String.raw`(?:E|U&)?'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)`,
    String.raw`"(?:[^"\\]|\\[\s\S])*(?:"|$)`,
    // As it stands in a text that is JSON already: both quotes have as many backslashes.
    String.raw`(\\+["'])[\s\S]*?(?:(?<!\\)\3|$)`,
    String.raw`(\$\w*\$)[\s\S]*?(?:\4|$)`,
    String.raw`(?:\\[\s\S]|\S)+`,
].join('|');
/** `password=x`, `PGPASSWORD=x`, `"password": "x"`, `password => 'x'`, `PASSWORD 'x'` */
const assigned = new RegExp(
    String.raw`((?:password|passwd|pwd|passphrase|secret|token)["'\\]*)` +
        String.raw`(\s*(?:=>|:=|[=:])\s*|\s+(?=(?:E|U&)?'|\$\w*\$))(?:${value})`,
    'gi',
);

/** A text without the passwords of URLs, connection strings and statements in it. */
export function withoutSecrets(text: string): string {
    return text
        .replace(inUrl, '$1…@')
        .replace(verifier, 'SCRAM-SHA-256$…')
        .replace(header, '$1$2…')
        .replace(assigned, '$1$2…');
}

/** What helps: an error of the server is its SQLSTATE, message, detail and hint. */
function describeError(error: Error): object {
    const { code, message, detail, hint, stack } = error as Error & Record<string, unknown>;
    const known = { code, message, detail, hint };
    const isExpected = [code, detail, hint].some((part) => part !== undefined);
    return isExpected ? known : { ...known, stack };
}

/** `12:34:56 warn: message (key value, …)` */
function plainLine(line: string): string {
    let fields: Record<string, unknown>;
    try {
        fields = JSON.parse(line) as Record<string, unknown>;
    } catch {
        return line;
    }
    const { time, level, msg, err, ...others } = fields;
    const parts = Object.entries(others).map(([key, part]) => {
        return `${key} ${typeof part === 'string' ? part : JSON.stringify(part)}`;
    });
    const cause = (err as { message?: string } | undefined)?.message;
    const text = [msg, cause].filter((part) => part !== undefined && part !== '').join(': ');
    const label = level === 'info' ? '' : `${level}: `;
    const more = parts.length > 0 ? ` (${parts.join(', ')})` : '';
    return `${String(time).slice(11, 19)} ${label}${text.replaceAll('\n', ' ')}${more}\n`;
}
