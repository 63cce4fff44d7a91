import { enqueue, type RunData, skipRun } from './enqueue.ts';
import { type Service, wakeUp } from './tasks.ts';

/** What becomes of a run that has fallen due. A paused schedule makes nothing of it. */
export async function settleDue(service: Service): Promise<object> {
    const { boss, pool, log } = service;
    const { rows } = await pool.query<{ paused_by: string }>(
        'select paused_by from engine.schedule_state() where paused_at is not null',
    );
    if (rows[0]) {
        log.info(`a run was due, but the schedule was paused by ${rows[0].paused_by}`);
        return { paused: true };
    }
    const data: RunData = { entities: null, origin: 'schedule' };
    const job = await enqueue(boss, pool, data);
    if (job !== null) {
        wakeUp(service);
        return { job };
    }
    const skipped = await skipRun(pool, data, null);
    log.warn({ run: skipped }, 'a run was due while another was queued or active');
    return { skipped };
}
