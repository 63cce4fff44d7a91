import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import * as completion from './commands/completion.ts';
import * as doctor from './commands/doctor.ts';
import * as down from './commands/down.ts';
import * as logs from './commands/logs.ts';
import * as migrate from './commands/migrate.ts';
import * as plan from './commands/plan.ts';
import * as run from './commands/run.ts';
import * as schedule from './commands/schedule.ts';
import * as seed from './commands/seed.ts';
import * as serve from './commands/serve.ts';
import * as sql from './commands/sql.ts';
import * as startAll from './commands/start.ts';
import * as status from './commands/status.ts';
import * as uninstall from './commands/uninstall.ts';
import * as up from './commands/up.ts';
import * as url from './commands/url.ts';
import * as worker from './commands/worker.ts';
import { exitCodes, PgstrataError } from './errors.ts';
import { createOutput } from './output.ts';

const verbs = [
    startAll,
    up,
    down,
    doctor,
    migrate,
    seed,
    run,
    plan,
    schedule,
    worker,
    serve,
    status,
    logs,
    sql,
    url,
    uninstall,
    completion,
];

export function createProgram(): Command {
    const program: Command = new Command('pgstrata');
    program
        .description(manifest.description)
        .version(manifest.version)
        .option('--json', 'print data as JSON instead of tables')
        .showSuggestionAfterError()
        .configureHelp({
            showGlobalOptions: true,
            visibleGlobalOptions: ({ parent }) =>
                parent ? program.options.filter(({ long }) => long === '--json') : [],
        })
        .exitOverride()
        .addHelpText(
            'after',
            [
                '\nEach command explains itself: pgstrata <command> --help',
                '\nThe databases are those of PGSTRATA_OPERATIONAL_URL, PGSTRATA_MRR_URL,',
                'PGSTRATA_STG_URL and PGSTRATA_DWH_URL, or an embedded PostgreSQL if none is set.',
                '\nExit codes:',
                ...Object.entries(exitCodes).map(([code, says]) => `  ${code.padEnd(5)}${says}`),
            ].join('\n'),
        );
    for (const verb of verbs) verb.register(program);
    return program;
}

/** Runs one command line; the result is the exit code. */
export async function main(argv: string[]): Promise<number> {
    try {
        await createProgram().parseAsync(argv, { from: 'user' });
        return Number(process.exitCode ?? 0);
    } catch (error) {
        // Commander has printed its own already; its exit code 0 is help or version.
        if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
        createOutput().error(error);
        return error instanceof PgstrataError ? error.exitCode : 1;
    }
}

/** Does what the command line of this process says. */
export async function start(): Promise<void> {
    // `head` and its like close the pipe early.
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EPIPE') process.exit(0);
        throw error;
    });
    process.exitCode = await main(process.argv.slice(2));
}

if (import.meta.main) await start();
