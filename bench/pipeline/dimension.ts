import { pipeline } from 'node:stream/promises';
import { from, to } from 'pg-copy-streams';
import { median, type Shop, timed } from './shop.ts';

export interface Dimension {
    rows: number;
    changed: number;
    /** Milliseconds of each round. */
    splice: number[];
    whole: number[];
    /** The median of the one against the median of the other. */
    factor: number;
}

/**
 * A dimension in which few rows change: the hop as it is, with all that belongs to it, against a comparison of the
 * whole source with the whole dimension. The latter is what dbt does for a snapshot with the strategy check
 * (https://docs.getdbt.com/docs/build/snapshots): what differs goes into a temporary table, the current versions
 * of those keys are closed, and the new versions are inserted. It has its source as a table beside the dimension,
 * while the hop fetches the change from another database.
 */
export async function measureDimension(
    shop: Shop,
    changed: number,
    rounds: number,
): Promise<Dimension> {
    const { operational, mrr, stg, dwh } = shop.in;
    for (const session of [mrr, stg, dwh]) await session.query(`call run_hop('customers')`);
    for (const statement of copyOfDimension) await dwh.query(statement);
    const splice: number[] = [];
    const whole: number[] = [];
    for (let round = 0; round < rounds; round++) {
        await operational.query(
            `update public.customers set city = case city when 'Oslo' then 'Bergen' else 'Oslo' end
              where customer_id % $1 = $2`,
            [Math.round(shop.sizes.customers / changed), round],
        );
        for (const session of [mrr, stg]) await session.query(`call run_hop('customers')`);
        await copySource(shop);
        await dwh.query('checkpoint');
        splice.push(await timed(() => dwh.query(`call run_hop('customers')`)));
        await dwh.query('checkpoint');
        whole.push(await timed(() => dwh.query(comparison)));
    }
    const differences = await dwh.query(comparisonOfResults);
    if (differences.rows.length > 0) {
        throw new Error(`the two dimensions differ: ${JSON.stringify(differences.rows[0])}`);
    }
    await dwh.query('drop schema bench_whole cascade');
    const factor = median(whole) / median(splice);
    return { rows: shop.sizes.customers, changed, splice, whole, factor };
}

const type2 = 'full_name, city, country_code';
const values = `customer_id, ${type2}, email, has_valid_email, phone, created_at`;
const prefixed = (alias: string, list: string) =>
    list
        .split(', ')
        .map((column) => `${alias}.${column}`)
        .join(', ');

/** With its indexes, as the first load left it. */
const copyOfDimension = `
create schema bench_whole;
create table bench_whole.dimension (like public.dwh_dim_customers including all);
insert into bench_whole.dimension
       (customer_key, ${values}, effective_at, seen_at, valid_from, valid_to, batch_id)
select customer_key, ${values}, effective_at, seen_at, valid_from, valid_to, batch_id
  from public.dwh_dim_customers
 where customer_key <> 0;
select setval(pg_get_serial_sequence('bench_whole.dimension', 'customer_key'), max(customer_key))
  from bench_whole.dimension;
create table bench_whole.source as select ${values}, effective_at as updated_at from bench_whole.dimension with no data;
alter table bench_whole.source add primary key (customer_id);
vacuum analyze bench_whole.dimension;`
    .split(';')
    .slice(0, -1);

/** What was staged, whole, as a table of the warehouse. */
async function copySource({ in: { stg, dwh } }: Shop): Promise<void> {
    await dwh.query('truncate bench_whole.source');
    await pipeline(
        stg.query(
            to(
                `copy (select ${values}, updated_at from public.stg_dim_customers) to stdout (format binary)`,
            ),
        ),
        dwh.query(from('copy bench_whole.source from stdin (format binary)')),
    );
    await dwh.query('vacuum analyze bench_whole.source');
}

const comparison = `
begin;
create temporary table changes on commit drop as
select s.*, d.customer_key
  from bench_whole.source s
  left join bench_whole.dimension d on d.customer_id = s.customer_id and d.is_current
 where d.customer_key is null
    or (${prefixed('s', type2)}) is distinct from (${prefixed('d', type2)});
update bench_whole.dimension d set valid_to = c.updated_at from changes c where d.customer_key = c.customer_key;
insert into bench_whole.dimension (${values}, effective_at, seen_at, valid_from, valid_to, batch_id)
select ${values}, updated_at, updated_at, updated_at, 'infinity', 0 from changes;
commit`;

const comparisonOfResults = `
with one as (
    select customer_id, ${type2}, valid_from, valid_to, is_current from public.dwh_dim_customers where customer_key <> 0
), other as (
    select customer_id, ${type2}, valid_from, valid_to, is_current from bench_whole.dimension
)
(select * from one except select * from other)
union all
(select * from other except select * from one)
limit 1`;
