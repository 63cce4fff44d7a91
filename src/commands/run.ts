import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type pg from 'pg';
import { Listener } from '../connection/listener.ts';
import { refusePooler } from '../connection/pooler.ts';
import { contextOf, examples } from '../context.ts';
import { type Databases, openDatabases } from '../databases.ts';
import { withEntities } from '../entities.ts';
import type { StepState } from '../moving-steps.ts';
import type { Output, Table, Terminal } from '../output.ts';
import { call, withClient } from '../statement.ts';

export interface RunOptions {
    /** Undefined: all that are enabled. */
    entity?: string[] | undefined;
}

/**
 * Calls the master; its notices go to stderr as they come, where its steps move if that is a terminal,
 * and its steps to stdout at the end.
 */
export async function run(
    databases: Databases,
    output: Output,
    options: RunOptions,
): Promise<void> {
    await withClient(databases, 'dwh', 'pgstrata run', async (client) => {
        await refusePooler(client, 'dwh');
        const before = await lastRunId(client);
        const moving = output.terminal && (await moveSteps(databases, output.terminal, output));
        const told = moving ? { ...output, progress: moving.say } : output;
        try {
            await withEntities(client, options.entity, () =>
                call(databases, 'dwh', client, told, {
                    text: 'call public.run_master_pipeline($1::text[])',
                    values: [options.entity ?? null],
                }),
            );
        } finally {
            const table = await steps(client, before).catch(() => undefined);
            await moving?.end(table?.rows);
            if (table && table.rows.length > 0) {
                output.print([{ name: 'steps', title: 'Steps', table }]);
            }
        }
    });
}

/** A second connection hears when steps begin; without one they move only when they end. */
async function moveSteps(databases: Databases, terminal: Terminal, output: Output) {
    // Most commands start sooner without it.
    const { MovingSteps } = await import('../moving-steps.ts');
    const moving = new MovingSteps(terminal, output.progress);
    const listener = new Listener({
        connect: () => databases.connect('dwh', { applicationName: 'pgstrata run' }),
        log: { info: () => {}, warn: () => {} },
    });
    listener.onEvent((event) => moving.hear(event));
    await Promise.race([listener.ready, sleep(2000, undefined, { ref: false })]);
    return {
        say: (text: string) => moving.say(text),
        end: async (states?: StepState[]) => {
            await listener.close();
            await moving.end(states);
        },
    };
}

/** Asks a worker for a run and does not wait for it. */
export async function queue(
    databases: Databases,
    output: Output,
    options: RunOptions,
): Promise<void> {
    await withClient(databases, 'dwh', 'pgstrata run', async (client) => {
        const table = await withEntities(client, options.entity, () =>
            client.query('select public.request_run($1) as request_id', [options.entity ?? null]),
        );
        output.print([{ name: 'request', title: 'Asked for', table }]);
        const { rows } = await client.query<{ alive: boolean }>(
            `select exists (select from engine.workers
                             where last_seen_at > now() - engine.setting('worker_timeout')::interval) as alive`,
        );
        output.progress(
            rows[0]?.alive
                ? '\nwatch it with: npx pgstrata status, or npx pgstrata logs'
                : '\nno worker is alive to take it; start one with: npx pgstrata worker',
        );
    });
}

async function lastRunId(client: pg.Client): Promise<string> {
    const { rows } = await client.query<{ run_id: string }>(
        'select coalesce(max(run_id), 0) as run_id from public.etl_runs',
    );
    return rows[0]?.run_id ?? '0';
}

function steps(client: pg.Client, before: string): Promise<Table> {
    return client.query(
        `select layer, entity, status, rows_read as read, rows_inserted as inserted,
                rows_updated as updated, rows_rejected as rejected, rows_deleted as deleted,
                round(extract(epoch from end_time - start_time), 1) as seconds
           from public.etl_logs
          where run_id = (select max(run_id) from public.etl_runs
                           where run_id > $1 and backend_pid = pg_backend_pid())
          order by log_id`,
        [before],
    );
}

export function register(program: Command): void {
    program
        .command('run')
        .summary('run the pipeline once')
        .description(
            'Carry everything that was committed at the source before now into the warehouse, ' +
                'through all layers. It prints one line a step. Ctrl-C cancels the run on the ' +
                'server; nothing is lost, and the next one goes on where it stood. Exit codes: ' +
                '1 a step failed, 4 another run is active, 130 it was cancelled by Ctrl-C.',
        )
        .option('--entity <name...>', 'run these entities alone, instead of all that are enabled')
        .option('--queue', 'let a worker run it, and do not wait; prints the number of the request')
        .addHelpText(
            'after',
            examples(
                'pgstrata run',
                'pgstrata run --entity customers products',
                'pgstrata run --queue',
            ),
        )
        .action(async (options: RunOptions & { queue?: boolean }, command: Command) => {
            const { config, output } = contextOf(command);
            const work = options.queue ? queue : run;
            await work(await openDatabases(config), output, options);
        });
}
