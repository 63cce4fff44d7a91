import { html } from 'hono/html';
import { nextTimes } from '../../queue/schedule.ts';
import { formatCount } from '../charts/scale.ts';
import { ago, duration, statusBadge, time } from '../elements.ts';
import type { Hop, LastRun, Overview, RunSummary, Schedule, Workers } from '../queries/overview.ts';
import { type Part, partValue, settle } from '../queries/part.ts';
import type { Html, PageContext, Reader } from '../types.ts';
import { problemOf } from './parts.ts';

interface Tile {
    title: string;
    /** good, bad or busy colour a tile; its text says the same. */
    tone?: 'good' | 'bad' | 'busy';
    value: unknown;
    note: unknown;
}

/** The answers to what one asks first; a tile that cannot be read says so, and costs no other. */
export async function summary({ db, now }: PageContext, found: Overview): Promise<Html> {
    const next: Part<string | undefined> =
        'value' in found.schedule
            ? await settle(nextTime(db, found.schedule.value))
            : found.schedule;
    const tiles = [
        orBadTile('Scheduler', [found.workers], (workers) =>
            schedulerTile(workers, partValue(found.waiting) ?? 0, now),
        ),
        orBadTile('Next run', [found.schedule, next], (schedule) =>
            nextTile(schedule, partValue(next), now),
        ),
        orBadTile('Last run', [found.last], (last) =>
            lastTile(last, partValue(found.hops) ?? [], now),
        ),
        orBadTile('Problems', [found.incidents, found.openFailures], (incidents) =>
            problemsTile(incidents.length, partValue(found.openFailures) ?? 0),
        ),
    ];
    return html`<dl class="tiles">${tiles.map(
        ({ title, tone, value, note }) =>
            html`<div class="tile ${tone ? `is-${tone}` : ''}"><dt>${title}</dt><dd class="tile-value">${value}</dd><dd class="tile-note">${note}</dd></div>`,
    )}</dl>`;
}

function orBadTile<Value>(
    title: string,
    parts: [Part<Value>, ...Part<unknown>[]],
    show: (value: Value) => Tile,
): Tile {
    const [first] = parts;
    const problem = parts.map(problemOf).find((text) => text !== undefined);
    if (problem !== undefined || !('value' in first)) {
        return { title, tone: 'bad', value: 'Cannot be read', note: problem };
    }
    return show(first.value);
}

function schedulerTile({ workers, last_seen_at }: Workers, waiting: number, now: string): Tile {
    const seen = html`last seen ${ago(last_seen_at, now)}`;
    const queue = waiting === 0 ? '' : html`, ${waiting} waiting`;
    if (workers > 0) {
        const value = workers === 1 ? '1 worker alive' : `${workers} workers alive`;
        return { title: 'Scheduler', tone: 'good', value, note: html`${seen}${queue}` };
    }
    return {
        title: 'Scheduler',
        tone: 'bad',
        value: 'No worker is alive',
        note: html`${last_seen_at === null ? 'none was ever seen' : seen}${queue}; start one: <code>npx pgstrata worker</code>`,
    };
}

async function nextTime(db: Reader, { cron, time_zone }: Schedule): Promise<string | undefined> {
    if (cron === null) return undefined;
    const zone = time_zone ?? 'UTC';
    return db.cached(`next ${cron} ${zone}`, 1000, async () =>
        nextTimes(cron, zone, 1)[0]?.toISOString(),
    );
}

function nextTile(schedule: Schedule, next: string | undefined, now: string): Tile {
    const { cron, time_zone, paused_at, paused_by } = schedule;
    const title = 'Next run';
    if (cron === null) {
        return { title, value: 'No schedule', note: html`<code>npx pgstrata schedule set</code>` };
    }
    const rule = html`<code>${cron}</code> ${time_zone ?? 'UTC'}`;
    if (paused_at !== null) {
        return {
            title,
            tone: 'busy',
            value: 'Paused',
            note: html`${ago(paused_at, now)} by ${paused_by}; ${rule}`,
        };
    }
    return { title, value: ago(next, now, 'never'), note: html`${time(next)}, ${rule}` };
}

function lastTile({ run, lastSuccess }: LastRun, hops: readonly Hop[], now: string): Tile {
    const title = run?.status === 'RUNNING' ? 'Running' : 'Last run';
    if (!run) return { title, value: 'None yet', note: 'ask for one with the button above' };
    const link = html`<a href="/runs/${run.run_id}">Run ${run.run_id}</a>`;
    return {
        title,
        tone: run.status === 'SUCCEEDED' ? 'good' : run.status === 'RUNNING' ? 'busy' : 'bad',
        value: html`${link} ${statusBadge(run.status)}`,
        note: run.status === 'RUNNING' ? runningNote(run, hops) : lastNote(run, lastSuccess, now),
    };
}

function runningNote(run: RunSummary, hops: readonly Hop[]): Html {
    const steps = hops
        .filter(({ status }) => status === 'RUNNING')
        .map(({ entity, layer }) => `${entity} into ${layer}`);
    const ending = run.cancel_requested_at ? ', asked to end' : '';
    return html`for ${duration(run.duration)}${ending}${steps.length > 0 ? `: ${steps.join(', ')}` : ''}`;
}

function lastNote(run: RunSummary, lastSuccess: string | undefined, now: string): Html {
    const when = html`${ago(run.ended_at, now, 'at an unknown time')}, took ${duration(run.duration)}`;
    if (run.status === 'SUCCEEDED') {
        return html`${when}, ${formatCount(run.rows_written ?? '0')} rows written to the warehouse`;
    }
    return html`${when}; last success ${ago(lastSuccess, now)}`;
}

function problemsTile(incidents: number, openFailures: number): Tile {
    const title = 'Problems';
    if (incidents === 0 && openFailures === 0) {
        return { title, tone: 'good', value: 'None', note: 'no open incident, no open failure' };
    }
    const word = (number: number, one: string) => `${number} open ${one}${number === 1 ? '' : 's'}`;
    return {
        title,
        tone: 'bad',
        value: word(incidents, 'incident'),
        note: html`<a href="/failures">${word(openFailures, 'failure')}</a>`,
    };
}
