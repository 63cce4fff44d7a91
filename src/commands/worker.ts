import type { Command } from 'commander';
import { type Context, contextOf, examples } from '../context.ts';
import { openDatabases } from '../databases.ts';
import { onInterrupt } from '../interrupt.ts';
import { createLog } from '../log.ts';
import { startWorker } from '../queue/worker.ts';

/** Works until a signal ends it; the run under way is cancelled and logged first. */
export async function worker({ config }: Context): Promise<void> {
    const log = createLog({ level: config.worker.logLevel });
    const databases = await openDatabases(config);
    let release = () => {};
    const interrupted = new Promise<void>((resolve) => {
        release = onInterrupt(resolve);
    });
    try {
        const running = await startWorker(databases, config, log);
        await interrupted;
        await running.stop('the worker was told to end');
        // A server that no longer answers would keep the process.
        setTimeout(() => process.exit(), 1000).unref();
    } finally {
        release();
    }
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
        .addHelpText(
            'after',
            examples('pgstrata worker', 'PGSTRATA_LOG_LEVEL=debug pgstrata worker'),
        )
        .action((_options: object, command: Command) => worker(contextOf(command)));
}
