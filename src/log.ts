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

const secretKeys = ['password', 'token', 'secret', 'authorization', 'cookie', 'connectionString'];

/** A structured log, of which no line shows a password, whatever it was given. */
export function createLog(options: LogOptions = {}): Logger {
    const { level = 'info', isPlain = false, sink = process.stderr } = options;
    const settings: LoggerOptions = {
        level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        redact: {
            paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
            censor: '…',
        },
        serializers: { err: describeError },
        hooks: { streamWrite: withoutSecrets },
    };
    const destination: DestinationStream = {
        write: (line) => void sink.write(isPlain ? plainLine(line) : line),
    };
    return pino(settings, destination);
}

/** A text without the passwords of URLs and connection strings in it. */
export function withoutSecrets(text: string): string {
    return text
        .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:)[^\s/"']*@/gi, '$1…@')
        .replace(/\b(password|passwd|pwd)(\s*=\s*)('[^']*'|[^\s'",&;]+)/gi, '$1$2…');
}

/** What helps: an error of the server is its SQLSTATE, message, detail and hint. */
function describeError(error: unknown): unknown {
    if (typeof error !== 'object' || error === null) return error;
    const { code, message, detail, hint, stack } = error as Record<string, unknown>;
    const known = { code, message, detail, hint };
    const isExpected = [code, detail, hint].some((part) => part !== undefined);
    return isExpected ? known : { ...known, stack };
}

/** `12:34:56 warn: message (key value, …)` */
function plainLine(line: string): string {
    const { time, level, msg, err, ...others } = JSON.parse(line) as Record<string, unknown>;
    const parts = Object.entries(others).map(([key, value]) => {
        return `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`;
    });
    const cause = (err as { message?: string } | undefined)?.message;
    const text = [msg, cause].filter((part) => part !== undefined && part !== '').join(': ');
    const label = level === 'info' ? '' : `${level}: `;
    const more = parts.length > 0 ? ` (${parts.join(', ')})` : '';
    return `${String(time).slice(11, 19)} ${label}${text.replaceAll('\n', ' ')}${more}\n`;
}
