import type pg from 'pg';
import type { PgBoss } from 'pg-boss';
import { UsageError } from '../errors.ts';
import { createBoss, databaseOf } from './boss.ts';
import { dueQueue, missed } from './queues.ts';

export interface ScheduleState {
    /** Null: there is no schedule. */
    cron: string | null;
    time_zone: string | null;
    paused_at: string | null;
    paused_by: string | null;
}

/** What a session sees and may change of the schedule; it works nothing. */
export class Schedule {
    readonly #client: pg.ClientBase;
    readonly #boss: PgBoss;

    constructor(client: pg.ClientBase) {
        this.#client = client;
        this.#boss = createBoss(databaseOf(client));
    }

    async read(): Promise<ScheduleState> {
        const { rows } = await this.#client.query<ScheduleState>(
            'select * from engine.schedule_state()',
        );
        return rows[0] ?? { cron: null, time_zone: null, paused_at: null, paused_by: null };
    }

    async set(cron: string, timeZone: string): Promise<void> {
        nextTimes(cron, timeZone, 1);
        assertMinutes(cron);
        await this.#boss.schedule(dueQueue, cron, null, { tz: timeZone, missed });
    }

    async remove(): Promise<void> {
        await this.#boss.unschedule(dueQueue);
    }
}

/** The queue would look at the seconds of six fields, and file one run a minute at most. */
function assertMinutes(cron: string): void {
    const fields = cron.trim().split(/\s+/);
    if (fields.length <= 5) return;
    throw new UsageError(`'${cron}' has ${fields.length} fields`, {
        detail: 'a schedule has five: minute, hour, day of the month, month, day of the week',
        hint: `without seconds it is: pgstrata schedule set "${fields.slice(-5).join(' ')}"`,
    });
}

/**
 * When the next runs fall due after `from`, which is now unless told otherwise. Throws a UsageError for
 * a cron or a zone that pg-boss refuses.
 */
export function nextTimes(
    cron: string,
    timeZone: string,
    options: number | { count: number; from: Date } = 5,
): Date[] {
    const range = typeof options === 'number' ? { count: options } : options;
    const boss = createBoss({ executeSql: () => Promise.reject(new Error('not asked')) });
    if (cron.trim() === '') throw new UsageError('the cron expression is empty');
    try {
        return boss.previewSchedule(cron, { tz: timeZone, ...range });
    } catch (error) {
        throw new UsageError(`'${cron}' in time zone ${timeZone} is no schedule`, {
            detail: (error as Error).message,
            hint: 'for example: pgstrata schedule set "0 */6 * * *" --time-zone UTC',
        });
    }
}

const minute = 60_000;
/** From a 29th of February to the next it can be eight years. */
const longestGap = 16 * 366 * 24 * 60 * minute;

/** The last time at or before `at` when a run fell due; undefined: none in years. */
export function lastTime(cron: string, timeZone: string, at: Date): Date | undefined {
    for (let back = 60 * minute; back <= longestGap; back *= 2) {
        let last: Date | undefined;
        let from = new Date(at.getTime() - back);
        // Few at first: those of a rare schedule are dear to compute.
        for (let count = 1; ; count = Math.min(2 * count, 500)) {
            const times = nextTimes(cron, timeZone, { count, from });
            const past = times.filter((time) => time <= at);
            last = past.at(-1) ?? last;
            if (!last || past.length < count) break;
            from = last;
        }
        if (last) return last;
    }
    return undefined;
}

/** Whether clocks change there in the course of a year. */
export function hasDaylightSaving(timeZone: string, year = new Date().getUTCFullYear()): boolean {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    const offsets = Array.from({ length: 12 }, (_, month) => {
        const parts = format.formatToParts(Date.UTC(year, month, 15));
        return parts.find(({ type }) => type === 'timeZoneName')?.value;
    });
    return new Set(offsets).size > 1;
}

/** A time as clocks show it in a zone, such as `Sun 2025-03-09 03:00 GMT-04:00`. */
export function inZone(time: Date, timeZone: string): string {
    const format = new Intl.DateTimeFormat('en-CA', {
        timeZone,
        weekday: 'short',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZoneName: 'longOffset',
    });
    const parts = Object.fromEntries(format.formatToParts(time).map((p) => [p.type, p.value]));
    const { weekday, year, month, day, hour, minute, timeZoneName } = parts;
    return `${weekday} ${year}-${month}-${day} ${hour}:${minute} ${timeZoneName}`.replace('.', '');
}
