import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { type Context, contextOf, examples } from '../context.ts';
import { type Databases, openDatabases } from '../databases.ts';
import { PgstrataError } from '../errors.ts';
import { onInterrupt } from '../interrupt.ts';
import { createLog, type Logger } from '../log.ts';
import { migrate, previewAll } from '../migrate/index.ts';
import { startWorker } from '../queue/worker.ts';
import { withClient } from '../statement.ts';
import { assertSafe, startPage } from '../web/server.ts';

export interface WorkerOptions {
    /** Bring the databases up to date first. */
    migrate?: boolean;
    /** Serve the page as well. */
    serve?: boolean;
}

/** The exit code of a migrate that a run or another migrate keeps out. */
const inUse = 4;

/** Works until a signal ends it; the run under way is cancelled and logged first. */
export async function worker({ config }: Context, options: WorkerOptions): Promise<void> {
    const log = createLog({ level: config.worker.logLevel });
    if (options.serve) assertSafe(config.web);
    const databases = await openDatabases(config);
    const undo: (() => unknown)[] = [];
    const interrupted = new Promise<void>((resolve) => undo.push(onInterrupt(resolve)));
    try {
        if (options.migrate) {
            await bringUpToDate(databases, config, log);
            await askForFirstRun(databases, log);
        }
        const running = await startWorker(databases, config, log);
        undo.push(() => running.stop('the worker was told to end'));
        const ends: Promise<void>[] = [interrupted];
        if (options.serve) {
            const page = await startPage(databases, config, log);
            undo.push(() => page.stop());
            log.info(`the page is at ${page.url}`);
            ends.push(page.refused);
        }
        await Promise.race(ends);
    } finally {
        for (const step of undo.reverse()) await step();
        // A server that no longer answers would keep the process.
        setTimeout(() => process.exit(), 1000).unref();
    }
}

/** A run that another process called may last for hours; where nothing is to change, it is no obstacle. */
async function bringUpToDate(databases: Databases, config: Config, log: Logger): Promise<void> {
    try {
        await migrate(databases, config, { onProgress: (line) => log.info(line) });
    } catch (error) {
        if (!(error instanceof PgstrataError) || error.exitCode !== inUse) throw error;
        const changes = await previewAll(databases, config);
        if (changes.some(({ kind }) => kind !== 'edit')) throw error;
        log.warn({ err: error }, 'nothing is left to migrate');
    }
}

/** What was made just now need not wait until a run falls due. */
async function askForFirstRun(databases: Databases, log: Logger): Promise<void> {
    await withClient(databases, 'dwh', 'pgstrata worker', async (client) => {
        const { rowCount } = await client.query(
            'select public.request_run() where not exists (select from public.etl_runs)',
        );
        if (rowCount) log.info('asked for a first run');
    });
}

export function register(program: Command): void {
    program
        .command('worker')
        .summary('work the schedule and what was asked for, until Ctrl-C or SIGTERM')
        .description(
            'Run the pipeline when the schedule says so and when somebody asks for a run, post ' +
                'alerts, and keep the log short; until Ctrl-C or SIGTERM, which cancel the run ' +
                'under way. It logs JSON lines to stderr. Start as many as you like: each run ' +
                'that is due happens once.',
        )
        .option('--migrate', 'migrate first, and ask for a run if there was none ever')
        .option('--serve', 'serve the page as well')
        .addHelpText(
            'after',
            examples(
                'pgstrata worker',
                'pgstrata worker --migrate --serve',
                'PGSTRATA_LOG_LEVEL=debug pgstrata worker',
            ),
        )
        .action((options: WorkerOptions, command: Command) => worker(contextOf(command), options));
}
