import { Argument, type Command } from 'commander';
import { type Context, contextOf, examples } from '../context.ts';
import { openDatabases } from '../databases.ts';
import { type Layer, layers } from '../layers.ts';
import { parseLayer } from '../options.ts';

export async function url({ config, output }: Context, layer: Layer): Promise<void> {
    const { urls } = await openDatabases(config);
    output.line(urls[layer].url.href);
}

export function register(program: Command): void {
    program
        .command('url')
        .description('print the connection URI of a database, with its password')
        .addArgument(new Argument('<layer>', layers.join(', ')).argParser(parseLayer))
        .addHelpText('after', examples('psql "$(npx pgstrata url dwh)"'))
        .action((layer: Layer, _options: object, command: Command) =>
            url(contextOf(command), layer),
        );
}
