import type { Command } from 'commander';
import { type Context, contextOf, examples } from '../context.ts';
import { openDatabases } from '../databases.ts';
import type { Layer } from '../layers.ts';
import { layerArgument } from '../options.ts';

export async function url({ config, output }: Context, layer: Layer): Promise<void> {
    const { urls } = await openDatabases(config);
    output.line(urls[layer].url.href);
}

export function register(program: Command): void {
    program
        .command('url')
        .summary('print the connection URI of a database, with its password')
        .description(
            'Print the connection URI of a database on one line, for psql and its like: with its ' +
                'password, and with what PGHOST, a service or ~/.pgpass say where the setting ' +
                'leaves it out.',
        )
        .addArgument(layerArgument())
        .addHelpText('after', examples('psql "$(npx pgstrata url dwh)"', 'pgstrata url mrr'))
        .action((layer: Layer, _options: object, command: Command) =>
            url(contextOf(command), layer),
        );
}
