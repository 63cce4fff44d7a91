import type { Command } from 'commander';
import { contextOf, examples } from '../context.ts';
import { type Databases, openDatabases } from '../databases.ts';
import { UsageError } from '../errors.ts';
import { addSizeOptions, defaultSizes, type SeedSizes, wholeNumber } from '../options.ts';
import type { Output } from '../output.ts';
import { call, withClient } from '../statement.ts';

export interface SeedOptions extends Partial<SeedSizes> {
    activity?: boolean;
    days?: number;
}

/** Fills the empty source with sample data, or plays days of business on top of it. */
export async function seed(
    databases: Databases,
    output: Output,
    options: SeedOptions,
): Promise<void> {
    const { customers, products, sales } = { ...defaultSizes, ...options };
    const statement = options.activity
        ? { text: 'call public.seed_activity(p_days => $1)', values: [options.days ?? 1] }
        : {
              text: 'call public.seed_operational(p_customers => $1, p_products => $2, p_sales => $3)',
              values: [customers, products, sales],
          };
    await withClient(databases, 'operational', 'pgstrata seed', async (client) => {
        output.progress(
            options.activity
                ? `playing ${options.days ?? 1} day(s) of business`
                : `filling operational: ${customers} customers, ${products} products, ${sales} sales`,
        );
        // The tables are its; a login that migrates may become it.
        await client.query('set role pgstrata_owner');
        await call(databases, 'operational', client, output, statement);
    });
}

function check(options: SeedOptions): void {
    const sized = ['customers', 'products', 'sales'].filter((name) => name in options);
    if (options.activity && sized.length > 0) {
        throw new UsageError(`--${sized[0]} does not go with --activity`, {
            hint: '--activity plays on what is there; give it --days',
        });
    }
    if (!options.activity && options.days !== undefined) {
        throw new UsageError('--days goes with --activity only');
    }
}

export function register(program: Command): void {
    const command = program
        .command('seed')
        .summary('fill operational with sample data, or play days of business on top')
        .description(
            'Fill the empty database operational with sample data of the model sales, or play ' +
                'days of business on top of what is there: new sales, corrections, customers ' +
                'who move, prices that change. Exit code 1: it is not empty.',
        );
    addSizeOptions(command)
        .option('--activity', 'play business on top of the data that is there')
        .option('--days <count>', 'days of activity (default: 1)', wholeNumber(1, 3650))
        .addHelpText(
            'after',
            examples('pgstrata seed --sales 2000000', 'pgstrata seed --activity --days 2'),
        )
        .action(async (options: SeedOptions, self: Command) => {
            const { config, output } = contextOf(self);
            check(options);
            await seed(await openDatabases(config), output, options);
        });
}
