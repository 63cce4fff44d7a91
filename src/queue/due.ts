import { createHash } from 'node:crypto';
import { enqueue, type RunData, skipRun } from './enqueue.ts';
import { runQueue } from './queues.ts';
import { lastTime, type ScheduleState } from './schedule.ts';
import { type Service, wakeUp } from './tasks.ts';

/** A job that cron has filed. */
export interface DueJob {
    id: string;
    /** As text or not, as the pool has it. */
    createdOn: Date | string;
}

/**
 * What becomes of a run that has fallen due. Nothing, if the schedule is paused, or was when it fell due:
 * cron files a job later when no worker was alive. Settled once more, it makes no second run.
 */
export async function settleDue(service: Service, due: DueJob): Promise<object> {
    const { boss, pool, log } = service;
    const { rows } = await pool.query<ScheduleState>('select * from engine.schedule_state()');
    if (rows[0]?.paused_at) {
        log.info(`a run was due, but the schedule was paused by ${rows[0].paused_by}`);
        return { paused: true };
    }
    if (await fellDueInPause(service, due, rows[0])) {
        log.info('a run was due while the schedule was paused');
        return { paused: true };
    }
    const data: RunData = { entities: null, origin: 'schedule' };
    const id = runJobOf(due.id);
    const job = await enqueue(boss, pool, data, id);
    if (job !== null) {
        wakeUp(service);
        return { job };
    }
    const before = await boss.findJobs(runQueue, { id });
    if (before.length > 0) return { job: id };
    const skipped = await skipRun(pool, data, null);
    log.warn({ run: skipped }, 'a run was due while another was queued or active');
    return { skipped };
}

async function fellDueInPause(
    { pool }: Service,
    { createdOn }: DueJob,
    schedule: ScheduleState | undefined,
): Promise<boolean> {
    if (!schedule?.cron) return false;
    const time = lastTime(schedule.cron, schedule.time_zone ?? 'UTC', new Date(createdOn));
    if (!time) return false;
    const { rows } = await pool.query<{ paused: boolean }>(
        'select engine.was_paused($1) as paused',
        [time.toISOString()],
    );
    return rows[0]?.paused === true;
}

/** The job of the run queue that a due job makes is always the same: a UUID of version 5. */
export function runJobOf(dueId: string): string {
    const namespace = Buffer.from(dueId.replaceAll('-', ''), 'hex');
    const bytes = createHash('sha1').update(namespace).update(runQueue).digest().subarray(0, 16);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
