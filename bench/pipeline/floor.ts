import { setTimeout as sleep } from 'node:timers/promises';
import { definition, tables } from './limit.ts';
import { type Shop, timed } from './shop.ts';

/**
 * The floor of what SQL can reach: the rows of the source, three times over from one database to the next by
 * postgres_fdw, into tables with the same columns and the same primary key, as an INSERT of each table, the sales by two
 * sessions at once. Seconds, by hop.
 */
export async function measureFloor(shop: Shop): Promise<number[]> {
    const sessions = await Promise.all([1, 2].map(() => shop.databases.connect('mrr')));
    const seconds: number[] = [];
    try {
        for (const session of sessions) await session.query('set role pgstrata_pipeline');
        for (let hop = 0; hop < 3; hop++) {
            await shop.in.mrr.query('create schema bench_limit');
            await shop.in.mrr.query('grant usage on schema bench_limit to pgstrata_pipeline');
            for (const [table, key] of tables) {
                await shop.in.mrr.query(await definition(shop, table, key));
                await shop.in.mrr.query(
                    `grant insert on bench_limit.${table} to pgstrata_pipeline`,
                );
            }
            const milliseconds = await timed(async () => {
                await Promise.all(
                    sessions.map((session, half) => {
                        const middle = Math.floor(shop.sizes.sales / 2);
                        return session.query(
                            `insert into bench_limit.sales select * from operational.sales
                              where sale_id ${half ? '>' : '<='} ${middle}`,
                        );
                    }),
                );
                await Promise.all(
                    ['customers', 'products'].map((table, i) =>
                        sessions[i]?.query(
                            `insert into bench_limit.${table} select * from operational.${table}`,
                        ),
                    ),
                );
            });
            seconds.push(milliseconds / 1000);
            await shop.in.mrr.query('drop schema bench_limit cascade');
            // What the checkpoint writes is not the next hop's.
            await shop.in.mrr.query('checkpoint');
            await sleep(1000);
        }
    } finally {
        await Promise.all(sessions.map((session) => session.end()));
    }
    return seconds;
}
