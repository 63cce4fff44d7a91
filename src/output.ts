import type { QueryResult } from 'pg';
import { PgstrataError } from './errors.ts';

/** Anything with columns and rows, as node-postgres returns them; a row may be an array for formatTable. */
export type Table = Pick<QueryResult, 'rows'> & {
    fields: { name: string; dataTypeID?: number }[];
};

export interface Section {
    /** The key in JSON. */
    name: string;
    title: string;
    table: Table;
}

export interface Sink {
    write(text: string): unknown;
    isTTY?: boolean;
}

/** Where lines can move. */
export type Terminal = Sink & { columns?: number; rows?: number };

export interface OutputOptions {
    json?: boolean;
    stdout?: Sink;
    stderr?: Terminal;
    env?: NodeJS.ProcessEnv;
}

export interface Output {
    /** stderr, where it is a terminal that can do more than write line after line. */
    terminal: Terminal | undefined;
    /** Data: tables, or one JSON document, on stdout. */
    print(sections: Section[]): void;
    /** A line of data for scripts, as it is. */
    line(text: string): void;
    /** What is going on, on stderr. */
    progress(text: string): void;
    error(error: unknown): void;
}

export function createOutput(options: OutputOptions = {}): Output {
    const { stdout = process.stdout, stderr = process.stderr, env = process.env } = options;
    const plain = (env.NO_COLOR ?? '') !== '';
    const paint = (sink: Sink, code: number, text: string) =>
        sink.isTTY && !plain ? `\u001b[${code}m${text}\u001b[0m` : text;
    return {
        terminal: stderr.isTTY && env.TERM !== 'dumb' ? stderr : undefined,
        print(sections) {
            if (options.json) {
                stdout.write(`${toJson(sections)}\n`);
                return;
            }
            const texts = sections.map(({ title, table }) => {
                const [header = '', ...lines] = formatTable(table);
                const body = lines.length > 0 ? lines : ['(none)'];
                return [paint(stdout, 1, title), paint(stdout, 2, header), ...body].join('\n');
            });
            stdout.write(`${texts.join('\n\n')}\n`);
        },
        line: (text) => void stdout.write(`${text}\n`),
        progress: (text) => void stderr.write(`${text}\n`),
        error(error) {
            const parts = error instanceof PgstrataError ? error : undefined;
            const message = error instanceof Error ? error.message : String(error);
            stderr.write(`${paint(stderr, 31, 'error:')} ${message}\n`);
            if (parts?.detail) stderr.write(indented('detail: ', parts.detail));
            if (parts?.hint) stderr.write(indented('hint: ', parts.hint));
            if (!parts && error instanceof Error && error.stack) stderr.write(`${error.stack}\n`);
        },
    };
}

/** A header and one line for each row; numbers to the right, NULL empty. */
export function formatTable({ fields, rows }: Table): string[] {
    const cells = rows.map((row) =>
        fields.map(({ name }, i) => formatValue(Array.isArray(row) ? row[i] : row[name])),
    );
    const isNumber = fields.map(({ dataTypeID }) => numberTypes.has(dataTypeID ?? 0));
    const lines = [fields.map(({ name }) => name), ...cells];
    const widths = fields.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
    return lines.map((line) =>
        line
            .map((cell, i) => {
                const width = widths[i] ?? 0;
                return isNumber[i] ? cell.padStart(width) : cell.padEnd(width);
            })
            .join('  ')
            .trimEnd(),
    );
}

/** The OIDs of int8, int2, int4, oid, float4, float8 and numeric. */
const numberTypes = new Set([20, 21, 23, 26, 700, 701, 1700]);

function formatValue(value: unknown): string {
    if (value === null || value === undefined) return '';
    if (Array.isArray(value)) return value.map(formatValue).join(', ');
    if (typeof value === 'object') return JSON.stringify(value);
    // A table has one line a row.
    return String(value).replace(/\s*\n\s*/g, ' ');
}

function toJson(sections: Section[]): string {
    const documents = sections.map(({ name, table }) => {
        const wide = new Set(
            table.fields
                .filter(({ dataTypeID }) => dataTypeID === 20 || dataTypeID === 1700)
                .map((field) => field.name),
        );
        const rows = table.rows.map((row) =>
            Object.fromEntries(
                Object.entries(row).map(([key, value]) => [
                    key,
                    wide.has(key) ? exactNumber(value) : value,
                ]),
            ),
        );
        return [name, rows] as const;
    });
    const [only] = documents;
    const whole = documents.length === 1 && only ? only[1] : Object.fromEntries(documents);
    return JSON.stringify(whole, null, 2);
}

/** int8 and numeric arrive as text; in JSON they are numbers, with every digit. */
function exactNumber(value: unknown): unknown {
    if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) return value;
    return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(value);
}

function indented(label: string, text: string): string {
    return `${label}${text.split('\n').join(`\n${' '.repeat(label.length)}`)}\n`;
}
