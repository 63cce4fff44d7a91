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
 * (https://docs.getdbt.com/docs/build/snapshots): a temporary table of what to insert and what to end, each found by a join
 * of the whole source with all current versions; then one UPDATE and one INSERT. It has its source as a table beside the
 * dimension, while the hop fetches the change from another database.
 */
export async function measureDimension(
    shop: Shop,
    parts: number[],
    rounds: number,
): Promise<Dimension[]> {
    const { mrr, stg, dwh } = shop.in;
    for (const session of [mrr, stg, dwh]) await session.query(`call run_hop('customers')`);
    for (const statement of copyOfDimension) await dwh.query(statement);
    const measured: Dimension[] = [];
    for (const part of parts) measured.push(await measurePart(shop, part, rounds));
    const differences = await dwh.query(comparisonOfResults);
    if (differences.rows.length > 0) {
        throw new Error(`the two dimensions differ: ${JSON.stringify(differences.rows[0])}`);
    }
    await dwh.query('drop schema bench_whole cascade');
    return measured;
}

/** One of so many rows changes, in each round another one. */
async function measurePart(shop: Shop, part: number, rounds: number): Promise<Dimension> {
    const { operational, mrr, stg, dwh } = shop.in;
    const splice: number[] = [];
    const whole: number[] = [];
    for (let round = 0; round < rounds; round++) {
        await operational.query(
            `update public.customers set city = case city when 'Oslo' then 'Bergen' else 'Oslo' end
              where customer_id % $1 = $2`,
            [part, round],
        );
        for (const session of [mrr, stg]) await session.query(`call run_hop('customers')`);
        await copySource(shop);
        splice.push(await timed(() => dwh.query(`call run_hop('customers')`)));
        whole.push(await timed(() => dwh.query(comparison)));
    }
    const rows = shop.sizes.customers;
    const factor = median(whole) / median(splice);
    return { rows, changed: Math.round(rows / part), splice, whole, factor };
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

/** Two parts, which read the same: hence both sides are read whole and kept, before they are joined twice. */
const comparison = `
begin;
create temporary table changes on commit drop as
with source as (
    select * from bench_whole.source
), stored as (
    select * from bench_whole.dimension where is_current
), inserted as (
    select true as is_new, s.*, null::bigint as customer_key
      from source s
      left join stored d on d.customer_id = s.customer_id
     where d.customer_id is null
        or (${prefixed('s', type2)}) is distinct from (${prefixed('d', type2)})
), ended as (
    select false, s.*, d.customer_key
      from source s
      join stored d on d.customer_id = s.customer_id
     where (${prefixed('s', type2)}) is distinct from (${prefixed('d', type2)})
)
select * from inserted union all select * from ended;
update bench_whole.dimension d
   set valid_to = c.updated_at
  from changes c
 where not c.is_new and d.customer_key = c.customer_key and d.is_current;
insert into bench_whole.dimension (${values}, effective_at, seen_at, valid_from, valid_to, batch_id)
select ${values}, updated_at, updated_at, updated_at, 'infinity', 0 from changes where is_new;
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
