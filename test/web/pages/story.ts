import type { Layer } from '../../support/index.ts';

/** What a story needs of a warehouse; a `Warehouse` has it. */
export interface Stage {
    query<Row extends object>(layer: Layer, sql: string, values?: unknown[]): Promise<Row[]>;
    run(options?: { entities?: string[] }): Promise<unknown>;
    seed(sizes?: { customers?: number; products?: number; sales?: number }): Promise<void>;
}

export const nastyName = '<script>alert("name")</script>';
export const nastyCity = '<img src=x onerror=alert(1)>';

/**
 * A few days of a warehouse: a first load with rejects, a customer who moves twice, a run that
 * fails and is made good, one that is skipped, and one whose failure stays open.
 */
export async function tellStory(stage: Stage): Promise<void> {
    await stage.seed();
    await stage.query(
        'operational',
        `insert into customers (customer_id, first_name, last_name, city, country)
         values (9001, null, null, $1, 'NO'), (9002, null, '  ', 'Bergen', 'NO')`,
        [nastyCity],
    );
    await stage.query(
        'operational',
        `insert into customers (customer_id, first_name, last_name, city, country)
         values (9003, $1, 'Berg', 'Oslo', 'NO')`,
        [nastyName],
    );
    await stage.run();
    await move(stage, 'Bergen');
    await stage.run({ entities: ['customers'] });
    await breakProducts(stage);
    await stage.run().catch(() => {});
    await mendProducts(stage);
    await move(stage, 'Hamar');
    await stage.run();
    await stage.query(
        'dwh',
        `select engine.skip_run(null, 'schedule', null, gen_random_uuid(), '<b>run 4</b> was active')`,
    );
    await breakProducts(stage);
    await stage.run().catch(() => {});
}

const move = (stage: Stage, city: string) =>
    stage.query('operational', 'update customers set city = $1 where customer_id = 9003', [city]);

/** A column of the source that goes away: the extraction of products fails, once one has changed. */
export async function breakProducts(stage: Stage): Promise<void> {
    await stage.query('operational', 'alter table products rename column unit_price to price');
    await stage.query('operational', 'update products set created_at = created_at');
}

export const mendProducts = (stage: Stage) =>
    stage.query('operational', 'alter table products rename column price to unit_price');
