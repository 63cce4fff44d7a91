import type { Command } from 'commander';
import { confirmOnTerminal } from '../confirm.ts';
import { databaseOf, hostOf, portOf, userOf } from '../connection/uri.ts';
import { type Context, contextOf, examples } from '../context.ts';
import { type Databases, openDatabases } from '../databases.ts';
import { PgstrataError, UsageError } from '../errors.ts';
import { type Layer, layers } from '../layers.ts';
import { type AdminTarget, adminSql } from '../migrate/admin.ts';
import { migrate, migrateDown, previewAll } from '../migrate/index.ts';
import { layerArgument, parseLayer } from '../options.ts';

export interface MigrateCommandOptions {
    dryRun?: boolean;
    force?: boolean;
    /** True: of all layers. */
    printAdminSql?: Layer | true;
}

export async function migrateCommand(
    { config, output }: Context,
    options: MigrateCommandOptions,
): Promise<void> {
    const chosen = ['dryRun', 'force', 'printAdminSql'].filter((name) => name in options);
    if (chosen.length > 1) {
        throw new UsageError('--dry-run, --force and --print-admin-sql exclude one another');
    }
    const databases = await openDatabases(config);
    if (options.printAdminSql) {
        output.line(adminSql(targetsOf(databases), layersOf(options.printAdminSql)).trimEnd());
        return;
    }
    if (options.dryRun) {
        const rows = await previewAll(databases, config);
        const fields = ['layer', 'kind', 'name', 'sql'].map((name) => ({ name }));
        output.print([
            { name: 'changes', title: 'What migrate would do', table: { fields, rows } },
        ]);
        return;
    }
    const { edits } = await migrate(databases, config, {
        force: options.force ?? false,
        onProgress: output.progress,
    });
    if (edits.length === 0) return;
    for (const { layer, object, file, diff } of edits) {
        output.progress(`\n${layer}: ${object}\n--- ${file}\n+++ the database\n${diff}`);
    }
    throw new PgstrataError(
        edits.length === 1
            ? 'a routine or view was edited in the database and is left as it is'
            : `${edits.length} routines or views were edited in the database and are left as they are`,
        1,
        {
            detail: edits.map(({ layer, object }) => `${object} in ${layer}`).join('\n'),
            hint: 'take the edit over into the file, or overwrite it with: npx pgstrata migrate --force',
        },
    );
}

const layersOf = (choice: Layer | true) => (choice === true ? layers : [choice]);

function targetsOf({ urls }: Databases) {
    const entries = layers.map((layer): [Layer, AdminTarget] => {
        const { url } = urls[layer];
        return [
            layer,
            {
                host: hostOf(url),
                port: portOf(url),
                database: databaseOf(url),
                login: userOf(url),
            },
        ];
    });
    return Object.fromEntries(entries) as Record<Layer, AdminTarget>;
}

export async function downCommand(
    { config, output }: Context,
    layer: Layer,
    options: { yes?: boolean },
    ask: (question: string) => Promise<boolean> = confirmOnTerminal,
): Promise<void> {
    const databases = await openDatabases(config);
    const question = (name: string) =>
        [
            `Take back ${name} in ${layer}, with the data of its tables?`,
            'Routines and views of that database go too, and come back with the next migrate.',
            'Marks stay: what those tables held is not loaded into them again by itself. [y/N] ',
        ].join('\n');
    const name = await migrateDown(databases, config, layer, async (name) => {
        return options.yes || (await ask(question(name)));
    });
    output.progress(
        name
            ? `${layer}: took back ${name}; npx pgstrata migrate applies it again, with all routines`
            : `${layer}: nothing was taken back`,
    );
}

export function register(program: Command): void {
    const command = program
        .command('migrate')
        .summary('bring the four databases to what the files say')
        .description(
            'Bring the four databases to what the files in migrations/ and plpgsql/ say: tables, ' +
                'routines, views, roles, links and declarations. Called again, it changes ' +
                'nothing. A routine or view that somebody edited in the database is left as it ' +
                'is and shown as a difference, with exit code 1.',
        )
        .option('--dry-run', 'print what it would do, and change nothing')
        .option('--force', 'overwrite routines and views that were edited in the database')
        .option(
            '--print-admin-sql [layer]',
            'print the part that needs an admin as a script for psql, of one database or of all',
            parseLayer,
        )
        .addHelpText(
            'after',
            examples(
                'pgstrata migrate --dry-run',
                'pgstrata migrate --print-admin-sql dwh | psql --dbname dwh',
                'pgstrata migrate down stg',
            ),
        )
        .action((options: MigrateCommandOptions, self: Command) =>
            migrateCommand(contextOf(self), options),
        );
    command
        .command('down')
        .summary('take back the last migration of a database')
        .description(
            'Take back the last migration of a database, with the data of the tables that it ' +
                'made. The next `pgstrata migrate` applies it again.',
        )
        .addArgument(layerArgument())
        .option('--yes', 'without asking; needed where no terminal can answer')
        .addHelpText('after', examples('pgstrata migrate down dwh --yes'))
        .action((layer: Layer, options: { yes?: boolean }, self: Command) => {
            // Commander takes an option of `migrate` wherever it stands.
            const [other] = Object.keys(command.opts());
            const flag = command.options.find((option) => option.attributeName() === other)?.long;
            if (flag) throw new UsageError(`${flag} does not go with migrate down`);
            return downCommand(contextOf(self), layer, options);
        });
}
