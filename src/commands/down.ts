import type { Command } from 'commander';
import { confirmOnTerminal } from '../confirm.ts';
import { type Context, contextOf, examples } from '../context.ts';
import { stopEmbedded } from '../embedded/index.ts';
import { UsageError } from '../errors.ts';

export interface DownOptions {
    deleteData?: boolean;
    yes?: boolean;
}

export async function down(
    { config, output }: Context,
    options: DownOptions,
    confirm: (question: string) => Promise<boolean> = confirmOnTerminal,
): Promise<void> {
    if (config.databases) {
        throw new UsageError(
            'the databases are those of PGSTRATA_*_URL: nothing embedded to stop',
            {
                hint: 'unset the four to reach the embedded PostgreSQL',
            },
        );
    }
    const question = `Delete all four databases in ${config.dataFolder}? [y/N] `;
    if (options.deleteData && !options.yes && !(await confirm(question))) {
        output.progress('nothing was stopped or deleted');
        return;
    }
    const stopped = await stopEmbedded(config.dataFolder, {
        deleteData: options.deleteData ?? false,
    });
    output.progress(stopped ? 'PostgreSQL stopped' : 'PostgreSQL was not running');
    if (options.deleteData) output.progress('the data is deleted');
}

export function register(program: Command): void {
    program
        .command('down')
        .summary('stop the embedded databases')
        .description(
            'Stop the embedded databases. Their data stays, and `pgstrata up` starts them again. ' +
                'Exit code 2: PGSTRATA_*_URL name other databases, which it never stops.',
        )
        .option('--delete-data', 'also delete the four databases and all that is in them')
        .option('--yes', 'delete without asking; needed where no terminal can answer')
        .addHelpText('after', examples('pgstrata down', 'pgstrata down --delete-data --yes'))
        .action((options: DownOptions, command: Command) => down(contextOf(command), options));
}
