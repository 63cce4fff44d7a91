import type { Command } from 'commander';
import { contextOf, examples } from '../context.ts';
import { type Databases, openDatabases } from '../databases.ts';
import { PipelineError } from '../errors.ts';
import { createFollower } from '../follow.ts';
import { wholeNumber } from '../options.ts';
import type { Output } from '../output.ts';
import { withClient } from '../statement.ts';
import { watch } from '../watch.ts';

export interface LogsOptions {
    failed?: boolean;
    run?: number;
    limit?: number;
    json?: boolean | undefined;
}

/** The steps of the log, newest first. */
export async function logs(
    databases: Databases,
    output: Output,
    options: LogsOptions,
): Promise<void> {
    await withClient(databases, 'dwh', 'pgstrata logs', async (client) => {
        const table = await client.query(
            `select log_id, run_id, layer, entity, status, start_time::timestamptz(0) as start_time,
                    round(extract(epoch from coalesce(end_time, now()) - start_time), 1) as seconds,
                    rows_read, rows_inserted, rows_updated, rows_rejected, rows_deleted,
                    error_sqlstate, error_message, error_detail, error_hint
               from public.etl_logs
              where ($1::bigint is null or run_id = $1)
                and (not $2 or status in ('FAILED', 'BLOCKED', 'CANCELLED', 'CRASHED'))
              order by log_id desc
              limit $3`,
            [options.run ?? null, options.failed ?? false, options.limit ?? 30],
        );
        output.print([{ name: 'logs', title: 'Log', table }]);
    });
}

/** The same, oldest first, and what is added from now on: until the run has ended, or Ctrl-C. */
export async function followLogs(
    databases: Databases,
    output: Output,
    options: LogsOptions,
): Promise<void> {
    const { run } = options;
    if (run !== undefined) await assertRun(databases, run);
    const follower = createFollower(options, output.line);
    await watch(databases, {
        applicationName: 'pgstrata logs',
        every: 2000,
        output,
        look: follower,
    });
}

async function assertRun(databases: Databases, run: number): Promise<void> {
    await withClient(databases, 'dwh', 'pgstrata logs', async (client) => {
        const { rows } = await client.query('select from public.etl_runs where run_id = $1', [run]);
        if (rows.length > 0) return;
        throw new PipelineError(`run ${run} does not exist`, {
            hint: 'npx pgstrata status shows the last runs',
        });
    });
}

export function register(program: Command): void {
    program
        .command('logs')
        .summary('show the steps of the last runs, newest first')
        .description(
            'Show the log: one line a step, newest first, with rows, seconds and errors. With ' +
                '--follow and --run it ends with that run, else at Ctrl-C, with exit code 130.',
        )
        .option('--failed', 'only those that did not succeed: FAILED, BLOCKED, CANCELLED, CRASHED')
        .option('--run <id>', 'only those of this run', wholeNumber(1, Number.MAX_SAFE_INTEGER))
        .option('--limit <count>', 'at most this many (default: 30)', wholeNumber(1, 1_000_000))
        .option('--follow', 'oldest first, and then those of this and the next runs as they end')
        .addHelpText(
            'after',
            examples(
                'pgstrata logs --failed',
                'pgstrata logs --run 12 --json',
                'pgstrata logs --follow',
            ),
        )
        .action(async (options: LogsOptions & { follow?: boolean }, command: Command) => {
            const { config, output } = contextOf(command);
            const { json } = command.optsWithGlobals<{ json?: boolean }>();
            const show = options.follow ? followLogs : logs;
            await show(await openDatabases(config), output, { ...options, json });
        });
}
