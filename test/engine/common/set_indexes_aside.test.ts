import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { migrate } from '../../../src/migrate/index.ts';
import { hop, hopAll, kill, processOf, until, waiterFor } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed({ customers: 20, products: 10, sales: 400 });
    await hopAll(warehouse, 'mrr', 'stg');
    for (const dimension of ['customers', 'products']) {
        await hop({ warehouse, layer: 'dwh' }, dimension);
    }
    await warehouse.query('dwh', `comment on index dwh_fact_sales_date_key is 'by day'`);
    await warehouse.query('dwh', 'alter table dwh_fact_sales add unique (sale_id, batch_id)');
    await warehouse.query('dwh', `call engine.set_setting('rows_per_range', '100')`);
    await warehouse.query('dwh', `call engine.set_setting('sessions_per_hop', '1')`);
    await warehouse.query(
        'dwh',
        `create function wait_for_150() returns trigger language plpgsql as
         'begin perform pg_advisory_xact_lock(150); return new; end'`,
    );
    await warehouse.query(
        'dwh',
        `create trigger wait_for_150 before insert on dwh_fact_sales
            for each row when (new.sale_id = 150) execute function wait_for_150()`,
    );
    before = await indexes();
});
afterAll(() => warehouse?.drop());

let before: unknown[];
const indexes = () =>
    warehouse.query(
        'dwh',
        `select c.relname, pg_get_indexdef(c.oid) as definition, obj_description(c.oid, 'pg_class') as comment
           from pg_index i
           join pg_class c on c.oid = i.indexrelid
          where i.indrelid = 'dwh_fact_sales'::regclass
          order by c.relname`,
    );
const names = async () => (await indexes()).map(({ relname }) => relname);
const aside = () => warehouse.query('dwh', 'select name from engine.indexes_aside order by name');

beforeEach(async () => {
    await warehouse.query('dwh', 'truncate dwh_fact_sales');
    await warehouse.query('dwh', `delete from engine.batch_marks where entity = 'sales'`);
    await warehouse.query('dwh', `delete from engine.batches where entity = 'sales'`);
});

/** A first load of facts that waits in its second range, until a session releases it. */
async function heldLoad() {
    const [leader, holder] = await Promise.all([
        warehouse.connect('dwh'),
        warehouse.connect('dwh'),
    ]);
    await holder.query('select pg_advisory_lock(150)');
    onTestFinished(() => holder.end());
    const process = await processOf(leader);
    const failed = raisedBy(hop({ warehouse, layer: 'dwh', session: leader }, 'sales'));
    await waiterFor(warehouse, 'dwh', await processOf(holder));
    return { process, failed, release: () => holder.end() };
}

test('a first load in key ranges drops the secondary indexes, and builds them at its end', async () => {
    const { release, failed, process } = await heldLoad();
    expect(await names()).toEqual(['dwh_fact_sales_pkey', 'dwh_fact_sales_sale_id_batch_id_key']);
    expect(await aside()).toHaveLength(3);

    // What relies on them may be declared meanwhile, even if nobody ever goes on.
    await kill(warehouse, 'dwh', process);
    await failed;
    await release();
    await until('the session of the range has gone', async () => {
        const left = await warehouse.value(
            'dwh',
            `select 1 from pg_stat_activity
              where datname = current_database() and application_name = 'pgstrata from dwh'`,
        );
        return left === undefined;
    });
    await migrate(warehouse, readConfig({}));
    expect(await aside()).toHaveLength(3);

    const { rows_inserted } = await hop({ warehouse, layer: 'dwh' }, 'sales');
    expect(rows_inserted).toBeGreaterThan(300);
    expect(await indexes()).toEqual(before);
    expect(await aside()).toEqual([]);
});

test('an index that somebody has made again meanwhile stays as it is', async () => {
    await warehouse.query('dwh', `select engine.set_indexes_aside('sales')`);
    await warehouse.query(
        'dwh',
        'create index dwh_fact_sales_date_key on dwh_fact_sales (date_key, sale_id)',
    );
    expect(await warehouse.value('dwh', `select engine.build_indexes('sales')`)).toBe(2);
    expect(
        await warehouse.value('dwh', `select pg_get_indexdef('dwh_fact_sales_date_key'::regclass)`),
    ).toMatch(/\(date_key, sale_id\)$/);
    await warehouse.query('dwh', 'drop index dwh_fact_sales_date_key');
    await warehouse.query(
        'dwh',
        'create index dwh_fact_sales_date_key on dwh_fact_sales (date_key)',
    );
    await warehouse.query('dwh', `comment on index dwh_fact_sales_date_key is 'by day'`);
});

test('whoever reads the table keeps its indexes: the load goes on with them', async () => {
    const reader = await warehouse.connect('dwh');
    await reader.query('begin');
    await reader.query('select count(*) from dwh_fact_sales');
    await hop({ warehouse, layer: 'dwh' }, 'sales');
    await reader.end();
    expect(await aside()).toEqual([]);
    expect(await indexes()).toEqual(before);
});

test('a load of a table with rows, or in one transaction, leaves the indexes alone', async () => {
    const ids = () =>
        warehouse.query(
            'dwh',
            `select indexrelid from pg_index where indrelid = 'dwh_fact_sales'::regclass order by 1`,
        );
    const old = await ids();
    await warehouse.query('dwh', `call engine.set_setting('rows_per_range', '100000')`);
    await hop({ warehouse, layer: 'dwh' }, 'sales');
    expect(await ids()).toEqual(old);
    await warehouse.query('dwh', `delete from dwh_fact_sales where sale_id > 1`);
    await warehouse.query('dwh', `delete from engine.batch_marks where entity = 'sales'`);
    await warehouse.query('dwh', `call engine.set_setting('rows_per_range', '100')`);
    const { rows_inserted } = await hop({ warehouse, layer: 'dwh' }, 'sales');
    expect(rows_inserted).toBeGreaterThan(300);
    expect(await ids()).toEqual(old);
});

test('only the engine may drop indexes and collect statistics, and nobody may write what is executed to build them', async () => {
    for (const role of [
        'pgstrata_operator',
        'pgstrata_link',
        'pgstrata_worker',
        'pgstrata_reader',
    ]) {
        const session = await warehouse.connect('dwh');
        await session.query(`set role ${role}`);
        for (const routine of ['set_indexes_aside', 'build_indexes', 'analyze_target']) {
            const { code } = await raisedBy(session.query(`select engine.${routine}('sales')`));
            expect([role, code]).toEqual([role, '42501']);
        }
        await session.end();
    }
    const session = await warehouse.connect('dwh');
    await session.query('set role pgstrata_pipeline');
    const { code } = await raisedBy(
        session.query(
            `insert into engine.indexes_aside values ('sales', 'x', 'drop table dwh_fact_sales')`,
        ),
    );
    expect(code).toBe('42501');
    await session.end();
});
