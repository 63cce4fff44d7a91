import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

interface Outcome {
    statements: { purpose: string; sql: string; rows: number | null; duration_ms: number }[];
    [count: string]: unknown;
}

/** Runs statements as one plan. */
async function execute(statements: string[], parameters: object = {}): Promise<Outcome> {
    const outcome = await warehouse.value<Outcome>(
        'mrr',
        `select engine.execute_plan(
                    array(select (i, 'step ' || i, s)::engine.plan_step
                            from unnest($1::text[]) with ordinality x (s, i) order by i), $2)`,
        [statements, JSON.stringify(parameters)],
    );
    return outcome as Outcome;
}

describe('a value that only a run knows', () => {
    test.for([
        'plain',
        "O'Brien",
        "'; drop table engine.settings; --",
        'back\\slash',
        "\\' or \\\\'",
        '$$ $1 %s %1$I',
        '"quoted" and {braces}',
        'two\nlines\tand a tab',
        'ünïcode ⌘',
        '',
    ])('arrives as it is: %o', async (value) => {
        const outcome = await execute([`select jsonb_build_object('got', :'value'::text)`], {
            value,
        });
        expect(outcome.got).toBe(value);
    });

    test('may be NULL', async () => {
        const sql = `select jsonb_build_object('is_null', :'value'::text is null)`;
        expect((await execute([sql], { value: null })).is_null).toBe(true);
    });

    test.for([
        [`:'second'`, 'plain'],
        [`a :'second' b`, `it's`],
        [`:'first'`, 'plain'],
    ])('that looks like a variable is text: %o beside %o', async ([first, second]) => {
        const sql = `select jsonb_build_object('first', :'first'::text, 'second', :'second'::text)`;
        expect(await execute([sql], { first, second })).toMatchObject({ first, second });
        // Whichever of the two is replaced first.
        const reversed = `select jsonb_build_object('a', :'a'::text, 'first', :'second'::text)`;
        const a = `:'second'`;
        expect(await execute([reversed], { a, second })).toMatchObject({ a, first: second });
    });

    test('does not end up in a variable whose name begins like its own', async () => {
        const sql = `select jsonb_build_object('mark', :'mark'::text, 'marks', :'marks'::text)`;
        expect(await execute([sql], { mark: 'one', marks: 'all' })).toMatchObject({
            mark: 'one',
            marks: 'all',
        });
    });
});

describe('the statements of a plan', () => {
    test('run in order, and their counts are added up', async () => {
        const outcome = await execute([
            'create temporary table counted on commit drop as select generate_series(1, 7) as n',
            `select jsonb_build_object('rows_read', count(*), 'last', 'a') from counted`,
            `with gone as (delete from counted where n > 5 returning 1)
             select jsonb_build_object('rows_read', count(*), 'last', 'b') from gone`,
        ]);
        expect(outcome).toMatchObject({ rows_read: 9, last: 'b' });
        expect(outcome.statements.map(({ purpose, rows }) => [purpose, rows])).toEqual([
            ['step 1', 7],
            ['step 2', null],
            ['step 3', null],
        ]);
    });

    test('are kept as they were run, values included', async () => {
        const { statements } = await execute([`select jsonb_build_object('n', :'n'::integer)`], {
            n: '5',
        });
        expect(statements[0]?.sql).toBe(`select jsonb_build_object('n', '5'::integer)`);
    });

    test('do not depend on the settings of the caller', async () => {
        const session = await warehouse.connect('mrr');
        await session.query(`set datestyle = 'SQL, DMY'; set timezone = 'Asia/Tehran';
                             set intervalstyle = 'sql_standard'; set standard_conforming_strings = on`);
        const { rows } = await session.query(
            `select engine.execute_plan(array[row(1, 'write times', $1)::engine.plan_step],
                        '{"at": "2025-03-04 05:06:07.123456+00"}') ->> 'text' as text`,
            [
                `select jsonb_build_object('text', (:'at'::timestamptz)::text || ' ' ||
                        '90 minutes'::interval::text)`,
            ],
        );
        expect(rows).toEqual([{ text: '2025-03-04 05:06:07.123456+00 01:30:00' }]);
        await session.end();
    });

    test('stop at the first that fails, with its error', async () => {
        const failed = execute([
            'create table public.half_done ()',
            'select jsonb_build_object(1 / 0)',
        ]);
        expect(await raisedBy(failed)).toMatchObject({ code: '22012' });
        expect(await warehouse.value('mrr', `select to_regclass('public.half_done')`)).toBeNull();
    });
});

test.for([['pgstrata_operator'], ['pgstrata_link'], ['pgstrata_reader']] as const)(
    '%s may not execute a plan',
    async ([user]) => {
        const session = await warehouse.connect('mrr', { user });
        const refused = session.query(`select engine.execute_plan('{}', '{}')`);
        expect(await raisedBy(refused)).toMatchObject({ code: '42501' });
        await session.end();
    },
);
