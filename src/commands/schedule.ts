import type { Command } from 'commander';
import type pg from 'pg';
import { contextOf, examples } from '../context.ts';
import { type Databases, openDatabases } from '../databases.ts';
import { PgstrataError } from '../errors.ts';
import { asRole, sqlstate } from '../migrate/session.ts';
import type { Output } from '../output.ts';
import { defaultSchedule } from '../queue/queues.ts';
import { hasDaylightSaving, inZone, nextTimes, Schedule } from '../queue/schedule.ts';
import { withClient } from '../statement.ts';

type Work = (client: pg.Client) => Promise<void>;

/** Shows the schedule and the next times, after `change`, if any. */
export async function schedule(
    databases: Databases,
    output: Output,
    change: Work = async () => {},
): Promise<void> {
    await withClient(databases, 'dwh', 'pgstrata schedule', async (client) => {
        await change(client);
        const { cron, time_zone, paused_at, paused_by } = await new Schedule(client).read();
        const zone = time_zone ?? defaultSchedule.timeZone;
        const times = cron === null ? [] : nextTimes(cron, zone);
        const state = { cron, time_zone, paused_at, paused_by };
        output.print([
            { name: 'schedule', title: 'Schedule', table: tableOf([state]) },
            {
                name: 'next',
                title: paused_at === null ? 'Next runs' : 'Next runs, were it not paused',
                table: tableOf(
                    times.map((time) => timesOf(time, zone)),
                    ['utc', 'local'],
                ),
            },
        ]);
        if (cron === null)
            output.progress('\nthere is no schedule; set one with: pgstrata schedule set');
    });
}

const timesOf = (time: Date, zone: string) => ({
    utc: time.toISOString().replace('.000Z', 'Z'),
    local: inZone(time, zone),
});

function tableOf(rows: Record<string, unknown>[], columns = Object.keys(rows[0] ?? {})) {
    return { fields: columns.map((name) => ({ name })), rows };
}

export function setSchedule(output: Output, cron: string, timeZone: string): Work {
    nextTimes(cron, timeZone, 1);
    return async (client) => {
        await mayChange(client, (plan) => plan.set(cron, timeZone));
        if (!hasDaylightSaving(timeZone)) return;
        output.progress(
            `clocks change in ${timeZone}: twice a year runs are an hour further apart or closer together\n`,
        );
    };
}

export const removeSchedule: Work = (client) => mayChange(client, (plan) => plan.remove());

export const pauseSchedule =
    (output: Output): Work =>
    async (client) => {
        const changed = await ask(client, 'select public.pause_schedule()');
        if (!changed) output.progress('it was paused already\n');
    };

export const resumeSchedule =
    (output: Output): Work =>
    async (client) => {
        const changed = await ask(client, 'select public.resume_schedule()');
        if (!changed) output.progress('it was not paused\n');
    };

async function ask(client: pg.Client, sql: string): Promise<boolean> {
    const { rows } = await client.query<[boolean]>({ text: sql, rowMode: 'array' });
    return rows[0]?.[0] === true;
}

/** The worker's role may write the queue's tables; the login that migrates may become it. */
async function mayChange(client: pg.Client, work: (plan: Schedule) => Promise<void>) {
    try {
        await asRole(client, 'pgstrata_worker', () => work(new Schedule(client)));
        await client.query(`select pg_notify('pgstrata', '{"event": "schedule"}')`);
    } catch (error) {
        if (sqlstate(error) !== '42501') throw error;
        throw new PgstrataError('that login of dwh may not change the schedule', 1, {
            detail: (error as Error).message,
            hint: 'use the login that migrates; operators may pause and resume it',
            cause: error,
        });
    }
}

export function register(program: Command): void {
    const run = async (command: Command, change?: (output: Output) => Work) => {
        const { config, output } = contextOf(command);
        const work = change?.(output);
        await schedule(await openDatabases(config), output, work);
    };
    const command = program
        .command('schedule')
        .summary('show when runs fall due; set, pause, resume or remove that')
        .description(
            'Show when runs fall due: the schedule, and its next five times in UTC and on its ' +
                'own clock. A worker (`pgstrata worker`) does the runs. The commands below ' +
                'change the schedule and then show it.',
        )
        .addHelpText(
            'after',
            examples(
                'pgstrata schedule',
                'pgstrata schedule set "0 */6 * * *"',
                'pgstrata schedule set "30 5 * * 1-5" --time-zone Europe/Berlin',
                'pgstrata schedule pause',
            ),
        )
        .action((_options: object, self: Command) => run(self));
    command
        .command('set')
        .summary('set the times')
        .description('Set the times at which runs fall due. A pause stays one.')
        .argument('<cron>', 'minute, hour, day of the month, month, day of the week')
        .option('--time-zone <zone>', 'whose clock it goes by', defaultSchedule.timeZone)
        .addHelpText(
            'after',
            examples(
                'pgstrata schedule set "0 */6 * * *"',
                'pgstrata schedule set "30 5 * * 1-5" --time-zone Europe/Berlin',
            ),
        )
        .action((cron: string, options: { timeZone: string }, self: Command) =>
            run(self, (output) => setSchedule(output, cron, options.timeZone)),
        );
    command
        .command('pause')
        .summary('let no run fall due')
        .description('Let no run fall due until it is resumed. None is made up for later.')
        .addHelpText('after', examples('pgstrata schedule pause'))
        .action((_options: object, self: Command) => run(self, pauseSchedule));
    command
        .command('resume')
        .summary('let runs fall due again')
        .description('Let runs fall due again, after a pause.')
        .addHelpText('after', examples('pgstrata schedule resume'))
        .action((_options: object, self: Command) => run(self, resumeSchedule));
    command
        .command('remove')
        .summary('have no schedule')
        .description('Have no schedule: runs happen only when somebody calls or asks for one.')
        .addHelpText('after', examples('pgstrata schedule remove'))
        .action((_options: object, self: Command) => run(self, () => removeSchedule));
}
