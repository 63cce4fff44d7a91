import { formatTable, type Sink, type Table } from '../output.ts';

/** What a statement gave back, every value as the server wrote it. */
export interface Answer {
    /** For example INSERT 0 3. */
    tag: string;
    fields: { name: string; dataTypeID: number }[];
    rows: (string | null)[][];
}

export function show(answer: Answer, stdout: Sink, json: boolean): void {
    const lines = json ? [toJson(answer)] : toText(answer);
    if (lines.length > 0) stdout.write(`${lines.join('\n')}\n`);
}

/** A table with its number of rows, the tag where it says more than that, and a blank line. */
export function toText({ tag, fields, rows }: Answer): string[] {
    if (fields.length === 0 && !/^SELECT/.test(tag)) return tag === '' ? [] : [tag];
    const count = `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`;
    const table: Table = { fields, rows: rows.flatMap(linesOf) };
    const changes = /^(INSERT|UPDATE|DELETE|MERGE)/.test(tag) ? [tag] : [];
    return [...formatTable(table), count, ...changes, ''];
}

/** A value of several lines takes several lines of the table. */
function linesOf(row: (string | null)[]): (string | null)[][] {
    const cells = row.map((value) => (value ?? '').split(/\r?\n/));
    const height = Math.max(1, ...cells.map(({ length }) => length));
    if (height === 1) return [row];
    return Array.from({ length: height }, (_, at) => cells.map((lines) => lines[at] ?? ''));
}

/** One document a statement: its rows, or its tag where it has none. */
export function toJson({ tag, fields, rows }: Answer): string {
    if (fields.length === 0) return JSON.stringify({ tag });
    const names = distinct(fields.map(({ name }) => name));
    const objects = rows.map((row) =>
        Object.fromEntries(
            row.map((value, i) => [names[i], jsonValue(value, fields[i]?.dataTypeID)]),
        ),
    );
    return JSON.stringify(objects, null, 2);
}

/** Two columns may have the same name; in an object one would be lost. */
function distinct(names: string[]): string[] {
    const taken = new Set<string>();
    return names.map((name) => {
        let free = name;
        for (let i = 2; taken.has(free); i++) free = `${name}_${i}`;
        taken.add(free);
        return free;
    });
}

const numbers = new Set([20, 21, 23, 26, 700, 701, 1700]);
const boolean = 16;
const documents = new Set([114, 3802]);

/** Numbers keep every digit; NaN and its like are no JSON, and stay text. */
function jsonValue(value: string | null, type: number | undefined): unknown {
    if (value === null || type === undefined) return value;
    if (type === boolean) return value === 't';
    if (numbers.has(type)) return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(value) ? raw(value) : value;
    if (documents.has(type)) return JSON.parse(value, keepDigits as never);
    return value;
}

const raw = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;

function keepDigits(_key: string, value: unknown, { source }: { source?: string }): unknown {
    return typeof value === 'number' && source !== undefined ? raw(source) : value;
}
