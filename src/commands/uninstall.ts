import type { Command } from 'commander';
import { confirmOnTerminal } from '../confirm.ts';
import { type Context, contextOf, examples } from '../context.ts';
import { openDatabases } from '../databases.ts';
import { everything } from '../uninstall/document.ts';
import { uninstall } from '../uninstall/index.ts';
import { summary } from '../uninstall/listing.ts';

export interface UninstallCommandOptions {
    deleteSourceData?: boolean;
    dryRun?: boolean;
    yes?: boolean;
    json?: boolean;
}

export async function uninstallCommand(
    { config, output }: Context,
    options: UninstallCommandOptions,
    ask: (question: string) => Promise<boolean> = confirmOnTerminal,
): Promise<void> {
    const databases = await openDatabases(config);
    const question = options.deleteSourceData
        ? 'Remove all of this, the tables of the source with their data included? [y/N] '
        : 'Remove all of this, but what is left as it is? [y/N] ';
    const outcome = await uninstall(databases, {
        deleteSourceData: options.deleteSourceData ?? false,
        dryRun: options.dryRun ?? false,
        onFindings: (findings) =>
            output.print(options.json ? everything(findings) : summary(findings)),
        onProgress: output.progress,
        confirm: async () => options.yes === true || (await ask(question)),
    });
    if (outcome === 'absent') output.progress('nothing is installed in these databases');
    if (outcome === 'left') output.progress('nothing was removed');
}

export function register(program: Command): void {
    program
        .command('uninstall')
        .summary('list what is installed in the four databases, and remove it')
        .description(
            'List what migrate installed, at the source first, and remove it after a question: ' +
                'tables with the history of the warehouse, routines, views, links, the queue, ' +
                'extensions, privileges and, where nothing else needs them, the roles. The ' +
                'databases stay, and so do the tables of the source with their rows; the login ' +
                'then owns them. It never drops what others have built: it names that and stops ' +
                'with exit code 1. Exit code 3: the login did not make the roles and may not drop ' +
                'them. Exit code 4: a run is active, or a worker or page is connected. ' +
                'Interrupted, it goes on when called again. To delete the embedded databases as a ' +
                'whole: pgstrata down --delete-data.',
        )
        .option('--dry-run', 'list, and remove nothing')
        .option('--delete-source-data', 'also remove the tables of the source, with their rows')
        .option('--yes', 'remove without asking; needed where no terminal can answer')
        .addHelpText(
            'after',
            examples(
                'pgstrata uninstall --dry-run',
                'pgstrata uninstall --dry-run --json',
                'pgstrata uninstall --yes',
            ),
        )
        .action((options: UninstallCommandOptions, self: Command) =>
            uninstallCommand(contextOf(self), { ...options, ...self.optsWithGlobals() }),
        );
}
