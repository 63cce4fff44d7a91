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
        await this.#boss.schedule(dueQueue, cron, null, { tz: timeZone, missed });
    }

    async remove(): Promise<void> {
        await this.#boss.unschedule(dueQueue);
    }
}

/** When the next runs fall due. Throws a UsageError for a cron or a zone that pg-boss refuses. */
export function nextTimes(cron: string, timeZone: string, count = 5): Date[] {
    const boss = createBoss({ executeSql: () => Promise.reject(new Error('not asked')) });
    if (cron.trim() === '') throw new UsageError('the cron expression is empty');
    try {
        return boss.previewSchedule(cron, { tz: timeZone, count });
    } catch (error) {
        throw new UsageError(`'${cron}' in time zone ${timeZone} is no schedule`, {
            detail: (error as Error).message,
            hint: 'for example: pgstrata schedule set "0 */6 * * *" --time-zone UTC',
        });
    }
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
