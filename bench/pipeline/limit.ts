import { pipeline } from 'node:stream/promises';
import { from, to } from 'pg-copy-streams';
import { type Shop, timed } from './shop.ts';

/**
 * The limit: the rows of the source, three times over from one database to the next as binary COPY, into tables
 * with the same columns and the same primary key, and nothing else done to them. Seconds, by hop.
 */
export async function measureLimit(shop: Shop): Promise<number[]> {
    const hops = [
        ['operational', 'mrr', 'public'],
        ['mrr', 'stg', 'bench_limit'],
        ['stg', 'dwh', 'bench_limit'],
    ] as const;
    const seconds: number[] = [];
    for (const [source, target, schema] of hops) {
        await shop.in[target].query('create schema bench_limit');
        let milliseconds = 0;
        for (const [table, key] of tables) {
            await shop.in[target].query(await definition(shop, table, key));
            milliseconds += await timed(() =>
                pipeline(
                    shop.in[source].query(to(`copy ${schema}.${table} to stdout (format binary)`)),
                    shop.in[target].query(
                        from(`copy bench_limit.${table} from stdin (format binary)`),
                    ),
                ),
            );
        }
        seconds.push(milliseconds / 1000);
    }
    for (const [, target] of hops) {
        await shop.in[target].query('drop schema bench_limit cascade');
    }
    return seconds;
}

export const tables = [
    ['sales', 'sale_id'],
    ['customers', 'customer_id'],
    ['products', 'product_id'],
] as const;

export async function definition(shop: Shop, table: string, key: string): Promise<string> {
    const { rows } = await shop.in.operational.query<{ columns: string }>(
        `select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', '
                           order by attnum) as columns
           from pg_attribute
          where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
        [`public.${table}`],
    );
    return `create table bench_limit.${table} (${rows[0]?.columns}, primary key (${key}))`;
}
