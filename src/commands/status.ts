import type { Command } from 'commander';
import { contextOf, examples } from '../context.ts';
import { type Databases, openDatabases } from '../databases.ts';
import type { Output } from '../output.ts';
import { withClient } from '../statement.ts';

const sections = [
    { name: 'freshness', title: 'Freshness', sql: 'select * from public.vw_data_freshness' },
    {
        name: 'row_counts',
        title: 'Rows by layer',
        sql: 'select * from public.vw_layer_row_counts',
    },
    {
        name: 'recent_runs',
        title: 'Last runs',
        sql: 'select * from public.vw_recent_etl_runs limit 15',
    },
];

export async function status(databases: Databases, output: Output): Promise<void> {
    await withClient(databases, 'dwh', 'pgstrata status', async (client) => {
        const printed = [];
        for (const { name, title, sql } of sections) {
            printed.push({ name, title, table: await client.query(sql) });
        }
        const { rows } = await client.query<{ zone: string }>(
            `select engine.setting('business_time_zone') as zone`,
        );
        output.progress(`times are UTC; days are those of time zone ${rows[0]?.zone}\n`);
        output.print(printed);
    });
}

export function register(program: Command): void {
    program
        .command('status')
        .description('show how fresh the warehouse is, the rows of each layer and the last runs')
        .addHelpText('after', examples('pgstrata status', 'pgstrata status --json'))
        .action(async (_options: object, command: Command) => {
            const { config, output } = contextOf(command);
            await status(await openDatabases(config), output);
        });
}
