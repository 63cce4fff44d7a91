import { formatTable, type Table } from '../output.ts';
import type { Status } from './read.ts';
import { cut, duration, minuteOf, secondsOf, timeOf } from './words.ts';

/** What is drawn of the rows of all sections; bigint and times are text. */
interface Row {
    [count: string]: unknown;
    entity: string;
    is_enabled: boolean;
    behind: string | null;
    last_updated: string | null;
    held_back_since: string | null;
    held_back_by: string | null;
    counted_at: string;
    layer: string;
    run_id: string;
    status: string;
    seconds: string;
    origin: string;
    started_at: string;
    duration: string;
    in_the_way: string | null;
    requested_by: string | null;
    error_message: string | null;
    cron: string | null;
    time_zone: string;
    paused_at: string | null;
    paused_by: string;
    next_runs: Date[];
    host: string;
    is_alive: boolean;
    last_seen_at: string;
    reason: string;
    rejects: string;
    opened_at: string;
    summary: string;
}

/** The state of the warehouse on one screen, if the model is not a large one. */
export function drawScreen(status: Status, width = 80): string[] {
    const { at, sections, problems } = status;
    const rowsOf = (name: string) =>
        (sections.find((section) => section.name === name)?.table.rows ?? []) as Row[];
    const age = (timestamp: string) => (timeOf(at) - timeOf(timestamp)) / 1000;
    const steps = rowsOf('active_steps');
    const line = (name: string, label: string, texts: string[]) =>
        (problems.has(name) ? [`unknown: ${problems.get(name)}`] : texts).map(
            (text, index) => `${(index === 0 ? label : '').padEnd(11)}${text}`,
        );
    return [
        ...block(
            'freshness',
            ['behind', 'confirmed', 'held back by'],
            freshness(rowsOf('freshness'), age),
        ),
        '',
        ...(steps.length > 0 ? activeRun(steps) : rowCounts(rowsOf('row_counts'), age)),
        '',
        ...lastRuns(rowsOf('recent_runs')),
        '',
        ...line('schedule', 'next run', [nextRun(rowsOf('schedule')[0], at)]),
        ...line('workers', 'worker', [worker(rowsOf('workers'), age)]),
        ...line('rejects', 'rejects', [rejects(rowsOf('rejects'))]),
        ...line('incidents', 'incidents', incidents(rowsOf('incidents'), age)),
    ].map((text) => cut(text, width));
}

/** A table of which the first column is named after what it shows. */
function block(title: string, columns: string[], rows: string[][]): string[] {
    if (rows.length === 0) return [`${title}: none yet`];
    const names = [title, ...columns];
    const table: Table = {
        fields: names.map((name) => ({ name, dataTypeID: numbers.has(name) ? 20 : 25 })),
        rows: rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]]))),
    };
    return formatTable(table);
}

const counts = ['operational', 'mrr', 'stg', 'rejects', 'dwh', 'dwh_versions'];
const numbers = new Set([...counts, 'took', 'written']);

type Age = (timestamp: string) => number;

function freshness(rows: Row[], age: Age): string[][] {
    return rows.map(
        ({ entity, is_enabled, behind, last_updated, held_back_since, held_back_by }) => {
            const seconds = secondsOf(behind);
            const since = held_back_since ? `for ${duration(age(held_back_since))}: ` : '';
            return [
                is_enabled ? entity : `${entity} (off)`,
                seconds === undefined ? '-' : duration(seconds),
                last_updated ? `${duration(age(last_updated))} ago` : 'never',
                held_back_by ? `${since}${held_back_by}` : '',
            ];
        },
    );
}

function rowCounts(rows: Row[], age: Age): string[] {
    const [first] = rows;
    if (!first) return ['rows       not counted yet: a worker does after a run, or add --count'];
    const title = `rows ${duration(age(first.counted_at))} ago`;
    const lines = rows.map((row) => [row.entity, ...counts.map((name) => row[name] as string)]);
    return block(title, counts, lines);
}

/** A line for each layer, with what has begun there. */
function activeRun(steps: Row[]): string[] {
    const layers = [...new Set(steps.map(({ layer }) => layer))];
    const state = ({ entity, status, seconds }: Row) =>
        `${entity} ${status === 'SUCCEEDED' ? 'done' : String(status).toLowerCase()} ${seconds} s`;
    return [
        `run ${steps[0]?.run_id} is at work`,
        ...layers.map((layer) => {
            const texts = steps.filter((step) => step.layer === layer).map(state);
            return `${layer.padEnd(11)}${texts.join(', ')}`;
        }),
    ];
}

function lastRuns(rows: Row[]): string[] {
    const lines = rows.map((row) => [
        row.run_id,
        row.status,
        row.origin,
        minuteOf(row.started_at),
        row.status === 'SKIPPED' ? '' : duration(secondsOf(row.duration) ?? 0),
        String(Number(row.rows_inserted) + Number(row.rows_updated) + Number(row.rows_deleted)),
        noteOf(row),
    ]);
    const columns = ['status', 'origin', 'started', 'took', 'written', 'note'];
    return block('last runs', columns, lines);
}

function noteOf(row: Row): string {
    if (row.in_the_way) return `run ${row.in_the_way} was active`;
    return row.error_message ?? (row.requested_by ? `by ${row.requested_by}` : '');
}

function nextRun(row: Row | undefined, at: string): string {
    if (!row?.cron) return 'none: there is no schedule; see npx pgstrata schedule --help';
    const { cron, time_zone, paused_at, paused_by, next_runs } = row;
    if (paused_at) {
        return `none: paused by ${paused_by} at ${minuteOf(paused_at)}; npx pgstrata schedule resume`;
    }
    const [first, ...others] = next_runs;
    if (!first) return `unknown: ${cron} (${time_zone}) cannot be understood`;
    const wait = duration((first.getTime() - timeOf(at)) / 1000);
    const then = others.map((time) => minuteOf(time.getTime()).slice(11)).join(', ');
    return `${minuteOf(first.getTime())}, in ${wait}; then ${then} (${cron} ${time_zone})`;
}

function worker(rows: Row[], age: Age): string {
    const [last] = rows;
    if (!last) return 'none has run yet, or all have ended; start one: npx pgstrata worker';
    const heartbeat = `heartbeat ${duration(age(last.last_seen_at))} ago from ${last.host}`;
    const alive = rows.filter(({ is_alive }) => is_alive).length;
    if (alive === 0) return `dead: last ${heartbeat}; start one: npx pgstrata worker`;
    return `${alive === 1 ? 'alive' : `${alive} alive`}, ${heartbeat}`;
}

function rejects(rows: Row[]): string {
    if (rows.length === 0) return 'none open';
    // One row can have several reasons: a sum would count it for each.
    return `open: ${rows.map((row) => `${row.entity} ${row.reason} ${row.rejects}`).join(', ')}`;
}

/** No more than fit on the screen. */
function incidents(rows: Row[], age: Age): string[] {
    const most = 3;
    const texts = rows.map(
        ({ opened_at, summary }) => `since ${duration(age(opened_at))}: ${summary}`,
    );
    if (texts.length <= most) return texts.length > 0 ? texts : ['none open'];
    return [...texts.slice(0, most - 1), `and ${texts.length - most + 1} more`];
}
