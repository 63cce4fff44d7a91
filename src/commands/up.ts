import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { type Context, contextOf, examples } from '../context.ts';
import { type Databases, databasesAt } from '../databases.ts';
import { type Embedded, startEmbedded } from '../embedded/index.ts';
import { layers } from '../layers.ts';
import { migrate } from '../migrate/index.ts';
import { wholeNumber } from '../options.ts';
import type { Output, Table } from '../output.ts';

/** The databases of the settings, or those of the embedded server, which is started if need be. */
export async function bringUp(
    config: Config,
    output: Output,
): Promise<{ databases: Databases; embedded: Embedded | undefined }> {
    if (config.databases) return { databases: databasesAt(config.databases), embedded: undefined };
    const embedded = await startEmbedded({
        folder: config.dataFolder,
        port: config.port,
        onProgress: output.progress,
    });
    if (embedded.wasRunning) output.progress(`PostgreSQL already runs on port ${embedded.port}`);
    return { databases: databasesAt(embedded.urls), embedded };
}

export async function up({ config, output }: Context): Promise<void> {
    const { databases } = await bringUp(config, output);
    await migrate(databases, config, { onProgress: output.progress });
    output.print([{ name: 'databases', title: 'Databases', table: urlTable(databases) }]);
}

function urlTable({ urls }: Databases): Table {
    const rows = layers.map((layer) => {
        const url = new URL(urls[layer].url);
        url.password = '';
        return { layer, url: url.href };
    });
    return { fields: [{ name: 'layer' }, { name: 'url' }], rows };
}

export function register(program: Command): void {
    program
        .command('up')
        .summary('start the embedded databases, migrate them and leave them running')
        .description(
            'Start the embedded databases, migrate them, and leave them running. It prints their ' +
                'URLs, without passwords. Where PGSTRATA_*_URL name other databases, there is ' +
                'nothing to start, and it migrates those.',
        )
        .option(
            '--port <port>',
            'port of the embedded PostgreSQL (default: 54329, or a free one)',
            wholeNumber(1, 65535),
        )
        .addHelpText('after', examples('pgstrata up', 'pgstrata up --port 6000'))
        .action(async (options: { port?: number }, command: Command) => {
            const { config, output } = contextOf(command);
            await up({ config: { ...config, port: options.port ?? config.port }, output });
        });
}
