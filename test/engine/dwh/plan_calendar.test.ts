import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { hop, sale, stage } from './staging.ts';

let warehouse: Warehouse;
let saleId = 0;

beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

async function sellOn(...days: string[]) {
    await stage(
        warehouse,
        'sales',
        days.map((sale_date) => sale(++saleId, 10, { sale_date })),
    );
    return hop(warehouse, 'sales');
}

const daysByYear = async () =>
    Object.fromEntries(
        (
            await warehouse.query<{ year: number; days: string }>(
                'dwh',
                `select year, count(*) as days from public.dwh_dim_date
                  where date_key <> 0 group by year order by year`,
            )
        ).map(({ year, days }) => [year, Number(days)]),
    );

test('the calendar starts with the unknown day alone', async () => {
    expect(await warehouse.query('dwh', 'select date_key, full_date from dwh_dim_date')).toEqual([
        { date_key: 0, full_date: null },
    ]);
});

test('the calendar grows by the whole years in which days lie, and by no year between them', async () => {
    expect(await sellOn('2024-02-29', '2024-12-31', '1999-01-01', '2200-07-01')).toMatchObject({
        days_added: 366 + 365 + 365,
    });
    expect(await daysByYear()).toEqual({ 1999: 365, 2024: 366, 2200: 365 });
});

test('a day of a year that is there adds nothing', async () => {
    expect(await sellOn('2024-06-01')).toMatchObject({ days_added: 0 });
});

test('a day that is missing from a year that is there is added alone', async () => {
    await warehouse.query('dwh', `delete from dwh_dim_date where full_date = '2024-03-01'`);
    expect(await sellOn('2024-03-01')).toMatchObject({ days_added: 1 });
    expect(await daysByYear()).toMatchObject({ 2024: 366 });
});

test('every fact points to its day', async () => {
    await sellOn('2023-12-31', '2024-01-01');
    const wrong = await warehouse.query(
        'dwh',
        `select f.sale_id, f.date_key from public.dwh_fact_sales f
           left join public.dwh_dim_date d using (date_key)
          where d.full_date is null`,
    );
    expect(wrong).toEqual([]);
    const last = 'select date_key from dwh_fact_sales order by sale_id desc limit 2';
    expect(await warehouse.query('dwh', last)).toEqual([
        { date_key: 20240101 },
        { date_key: 20231231 },
    ]);
});

test('the columns of a day say what a calendar says', async () => {
    await sellOn('2020-05-05', '2021-05-05', '2026-05-05');
    const days = await warehouse.query<{ full_date: string }>(
        'dwh',
        'select * from public.dwh_dim_date where date_key <> 0 order by date_key',
    );
    expect(days.length).toBeGreaterThan(7 * 365);
    expect(days).toEqual(days.map(({ full_date }) => describeDay(full_date)));
});

/** By the rules of the proleptic Gregorian calendar and ISO 8601 week dates. */
function describeDay(text: string) {
    const day = new Date(`${text}T00:00:00Z`);
    const named = (options: Intl.DateTimeFormatOptions) =>
        day.toLocaleDateString('en', { timeZone: 'UTC', ...options });
    const dayOfWeek = day.getUTCDay() || 7;
    // A week belongs to the year of its Thursday.
    const thursday = new Date(day);
    thursday.setUTCDate(day.getUTCDate() + 4 - dayOfWeek);
    const isoYear = thursday.getUTCFullYear();
    return {
        date_key: Number(text.replaceAll('-', '')),
        full_date: text,
        year: day.getUTCFullYear(),
        quarter: Math.floor(day.getUTCMonth() / 3) + 1,
        month: day.getUTCMonth() + 1,
        month_name: named({ month: 'long' }),
        day: day.getUTCDate(),
        iso_year: isoYear,
        iso_week: Math.floor((thursday.getTime() - Date.UTC(isoYear, 0, 1)) / (7 * 86_400_000)) + 1,
        day_of_week: dayOfWeek,
        day_name: named({ weekday: 'long' }),
        is_weekend: dayOfWeek > 5,
    };
}
