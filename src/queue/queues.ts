import type { Queue } from 'pg-boss';

/** The schema of pg-boss in dwh. */
export const queueSchema = 'pgboss';

/** Cron feeds this one. It takes every occurrence, also while a run is active. */
export const dueQueue = 'pgstrata_due';
/** A job in it is one run: at most one waits, is to be tried again, or is active. */
export const runQueue = 'pgstrata_run';
/** What is left of a job that failed as often as it was tried. */
export const deadQueue = 'pgstrata_dead';

const day = 24 * 3600;

/** pg-boss takes no longer expiry. */
export const longestRun = day;

export const defaultSchedule = { cron: '0 */6 * * *', timeZone: 'UTC' };

/** A run that fell due while no worker was alive is made up for, once however many it were. */
export const missed = 'once';

/** In the order in which they refer to one another. */
export const queues: Queue[] = [
    {
        name: deadQueue,
        policy: 'standard',
        retentionSeconds: 90 * day,
    },
    {
        name: dueQueue,
        policy: 'standard',
        retryLimit: 3,
        retryDelay: 5,
        expireInSeconds: 60,
    },
    {
        name: runQueue,
        policy: 'exclusive',
        retryLimit: 1,
        retryDelay: 60,
        retryBackoff: true,
        // The setting run_timeout takes its place in each job.
        expireInSeconds: day / 2,
        // A worker that dies says nothing: its job goes to another one after this time.
        heartbeatSeconds: 30,
        deadLetter: deadQueue,
    },
];
