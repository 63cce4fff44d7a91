import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { type Context, contextOf, examples } from '../context.ts';
import type { Databases } from '../databases.ts';
import { findEmbedded } from '../embedded/index.ts';
import { PipelineError } from '../errors.ts';
import { onInterrupt } from '../interrupt.ts';
import { migrate } from '../migrate/index.ts';
import { addSizeOptions, type SeedSizes, wholeNumber } from '../options.ts';
import type { Output, Table } from '../output.ts';
import { type Services, startServices } from '../services.ts';
import { withClient } from '../statement.ts';
import { run } from './run.ts';
import { seed } from './seed.ts';
import { bringUp } from './up.ts';

/** Everything at once; holds the terminal as long as something runs that it started. */
export async function start(context: Context, sizes: Partial<SeedSizes>): Promise<void> {
    const { config, output } = context;
    const interruption = new AbortController();
    const release = onInterrupt(() => interruption.abort());
    const { signal } = interruption;
    const interrupted = new Promise<void>((resolve) =>
        signal.addEventListener('abort', () => resolve()),
    );
    const { databases, embedded } = await bringUp(config, output);
    const started = embedded && !embedded.wasRunning ? embedded : undefined;
    const beside: Beside = { services: undefined };
    const work = fill(context, databases, { sizes, signal, beside });
    work.catch(() => {});
    try {
        await Promise.race([work, interrupted]);
        if (signal.aborted) {
            process.exitCode = 130;
            return;
        }
        const { services } = beside;
        if (!started && !services?.isAny) return;
        const page = services?.url ? `The page is at ${services.url}\n` : '';
        const held = started ? 'PostgreSQL runs' : 'Page and worker run';
        output.progress(`\n${page}${held} until Ctrl-C`);
        const isThere = async () =>
            !started || (await findEmbedded(config.dataFolder))?.pid === started.pid;
        while (!signal.aborted && (await isThere())) {
            await Promise.race([sleep(1000), interrupted]);
        }
    } finally {
        await beside.services?.stop().catch((error) => output.error(error));
        // A cancelled run logs that it was, which needs the server.
        await Promise.race([work.catch(() => {}), sleep(10_000, undefined, { ref: false })]);
        if (started) {
            await started.stop();
            output.progress('PostgreSQL stopped; npx pgstrata up starts it again');
        }
        release();
    }
}

/** What goes on beside the work, once there is a warehouse for it. */
interface Beside {
    services: Services | undefined;
}

interface FillOptions {
    sizes: Partial<SeedSizes>;
    signal: AbortSignal;
    beside: Beside;
}

async function fill(
    context: Context,
    databases: Databases,
    { sizes, signal, beside }: FillOptions,
): Promise<void> {
    const { config, output } = context;
    const steps = [
        async () => void (await migrate(databases, config, { onProgress: output.progress })),
        async () => {
            const services = await startServices(context, databases);
            if (services.url) output.progress(`The page is at ${services.url}`);
            if (signal.aborted) await services.stop();
            else beside.services = services;
        },
        async () => {
            const hasSample = config.models.some((model) => model.name === 'sales');
            if (hasSample && (await isEmpty(databases))) await seed(databases, output, sizes);
        },
        () => runUnlessActive(databases, output),
        async () => output.print(await summary(databases)),
        async () => output.line('\nGo on with:  psql "$(npx pgstrata url dwh)"'),
    ];
    for (const step of steps) {
        if (signal.aborted) return;
        await step();
    }
}

/** A worker may have begun one that had fallen due. */
async function runUnlessActive(databases: Databases, output: Output): Promise<void> {
    try {
        await run(databases, output, {});
    } catch (error) {
        if (!(error instanceof PipelineError) || error.sqlstate !== 'PS001') throw error;
        output.progress(`${error.message}${error.detail ? `: ${error.detail}` : ''}`);
    }
}

async function isEmpty(databases: Databases): Promise<boolean> {
    return withClient(databases, 'operational', 'pgstrata start', async (client) => {
        const { rows } = await client.query<{ empty: boolean }>(
            `select not exists (select from public.customers)
                and not exists (select from public.products)
                and not exists (select from public.sales) as empty`,
        );
        return rows[0]?.empty === true;
    });
}

async function summary(databases: Databases) {
    return withClient(databases, 'dwh', 'pgstrata start', async (client) => {
        const counts = await client.query('select * from public.vw_layer_row_counts');
        const { rows } = await client.query<{ sql: string | null }>(
            `select string_agg(
                        format('select %L as dimension, count(*) filter (where is_current) as current,
                                       count(*) as versions, count(*) filter (where is_inferred) as inferred,
                                       count(*) filter (where is_deleted) as deleted
                                  from %s where %I <> 0', entity, target::regclass, surrogate_key),
                        ' union all ' order by entity) as sql
               from engine.entities
              where kind = 'dimension'`,
        );
        const empty: Table = { fields: [{ name: 'dimension' }], rows: [] };
        const dimensions = rows[0]?.sql ? await client.query(rows[0].sql) : empty;
        const runs = await client.query('select * from public.vw_recent_etl_runs limit 15');
        return [
            { name: 'row_counts', title: '\nRows by layer', table: counts },
            { name: 'dimensions', title: 'Dimensions', table: dimensions },
            { name: 'recent_runs', title: 'Last runs', table: runs },
        ];
    });
}

export function register(program: Command): void {
    const command = program
        .command('start')
        .summary('up, migrate, worker, web page, sample data if there is none, run; until Ctrl-C')
        .description(
            'Do everything at once: start the embedded databases (unless PGSTRATA_*_URL name ' +
                'others), migrate them, start a worker and the web page, fill operational with ' +
                'sample data if it is empty, and run the pipeline. It prints the rows of each ' +
                'layer and the last runs, and goes on until Ctrl-C, which also stops what it ' +
                'started. Exit code 130: it was interrupted before the run had ended.',
        );
    addSizeOptions(command)
        .option(
            '--port <port>',
            'port of the embedded PostgreSQL (default: 54329, or a free one)',
            wholeNumber(1, 65535),
        )
        .addHelpText('after', examples('pgstrata start', 'pgstrata start --sales 2000000'))
        .action(async (options: Partial<SeedSizes> & { port?: number }, self: Command) => {
            const { config, output } = contextOf(self);
            const port = options.port ?? config.port;
            await start({ config: { ...config, port }, output }, options);
        });
}
