import { describe, expect, test } from 'vitest';
import { checkFile } from '../../scripts/sql-rules.ts';

const file = 'plpgsql/sales/dwh/fn_x.sql';

const routine = (body: string, language = 'plpgsql', name = 'public.fn_x') =>
    [
        `create or replace function ${name}(p_n integer)`,
        `returns integer language ${language} as $$`,
        body,
        '$$;',
        '',
        `comment on function ${name}(integer) is 'x';`,
        `grant execute on function ${name}(integer) to pgstrata_reader;`,
    ].join('\n');

const good = routine('begin\n    return p_n;\nend');

function found(text: string, path = file): string[] {
    return checkFile(path, text).map(({ line, message }) => `${line}: ${message}`);
}

test('a routine that keeps the rules has no problem', () => {
    expect(found(good)).toEqual([]);
    expect(found(routine('select p_n', 'sql'))).toEqual([]);
});

describe('syntax', () => {
    test('of a statement is checked, with the line of the fault', () => {
        expect(found(`${good}\n\nselct 1;`)).toEqual(['11: syntax error at or near "selct"']);
    });

    test('of a body in PL/pgSQL is checked', () => {
        expect(found(routine('begin\n    retrun p_n;\nend'))).toEqual([
            '4: syntax error at or near "retrun"',
        ]);
    });

    test('of SQL within PL/pgSQL is checked', () => {
        expect(found(routine('begin\n    return p_n;\n    perform a frm b c;\nend'))).toEqual([
            '5: syntax error at or near "b"',
        ]);
    });

    test('of a body in SQL is checked', () => {
        expect(found(routine('select p_n\n  frm t where x', 'sql'))).toEqual([
            '4: syntax error at or near "t"',
        ]);
    });
});

describe('a repeatable file', () => {
    test('makes one object, which it is named after', () => {
        expect(found(good, 'plpgsql/sales/dwh/fn_y.sql')).toEqual([
            '1: makes public.fn_x, but a file is named after what it makes, schema left out',
        ]);
        expect(found(`${good}\n${routine('select 1', 'sql')}`)).toContain(
            '10: a file makes one routine or view',
        );
        expect(found(`comment on schema public is 'x';`)).toEqual(['1: makes no routine or view']);
    });

    test('comments on what it makes', () => {
        const view = 'create or replace view public.fn_x as\nselect 1 as n;\n';
        expect(found(view)).toEqual(['1: public.fn_x has no comment on it']);
        expect(found(`${view}comment on view public.fn_x is 'x';`)).toEqual([]);
    });

    test('can be installed again', () => {
        expect(found(good.replace('create or replace', '-- why\ncreate'))).toEqual([
            '2: it is installed again and again: create or replace',
        ]);
    });

    test('does nothing besides', () => {
        expect(found(`${good}\ndelete from public.t;`)).toEqual([
            expect.stringMatching(/^10: a file makes its routine or view, .* does nothing else$/),
        ]);
    });

    test('of declarations holds nothing but CALL', () => {
        const path = 'plpgsql/sales/dwh/declarations.sql';
        expect(found('call engine.declare_x();', path)).toEqual([]);
        expect(found('call engine.declare_x();\nselect 1;', path)).toEqual([
            '2: a file of declarations holds nothing but CALL',
        ]);
    });
});

describe('dynamic SQL', () => {
    const message = '1: only engine.execute_plan may EXECUTE what is put together';

    test.for([
        `begin execute 'select 1'; return 1; end`,
        `declare r record; begin for r in execute 'select 1' loop null; end loop; return 1; end`,
        `declare c refcursor; begin open c for execute 'select 1'; return 1; end`,
    ])('is refused: %s', (body) => {
        expect(found(routine(body))).toEqual([message]);
    });

    test('that returns its rows is refused', () => {
        const text = routine(`begin return query execute 'select 1'; end`);
        expect(found(text.replace('returns integer', 'returns setof integer'))).toEqual([message]);
    });

    test('is what the executor is for, and a comment or a grant is none', () => {
        const executor = routine(
            `begin execute 'x'; return 1; end`,
            'plpgsql',
            'engine.execute_plan',
        );
        expect(found(executor, 'plpgsql/engine/common/execute_plan.sql')).toEqual([]);
        expect(found(routine('begin -- execute\n    return 1;\nend'))).toEqual([]);
    });
});

describe('the engine', () => {
    const path = 'plpgsql/engine/dwh/fn_x.sql';

    test('names no entity of a model, in whatever it is hidden', () => {
        expect(found(routine(`begin\n    perform 'dim_Customers';\nend`), path)).toEqual([
            "4: the engine names 'Customers', which belongs to a model",
        ]);
        expect(
            found(routine('begin -- as in migrations/sales/dwh\n    return 1; end'), path),
        ).toEqual([]);
        expect(found(routine('begin -- salesman\n    return 1; end'), path)).toEqual([]);
    });

    test('is held to that in its migrations too, a model is not', () => {
        const table = `create table engine.sales (n integer);\ncomment on table engine.sales is 'x';`;
        expect(found(table, 'migrations/engine/dwh/0001_x.up.sql')).toHaveLength(2);
        expect(found(table, 'migrations/sales/dwh/0001_x.up.sql')).toEqual([]);
    });
});

test('a migration comments on every table that it makes', () => {
    const path = 'migrations/sales/dwh/0001_x.up.sql';
    const tables = [
        '-- Größe',
        'create table public.a (n integer);',
        'create table public.b (n integer);',
        `comment on table public.b is 'x';`,
    ].join('\n');
    expect(found(tables, path)).toEqual(['2: table public.a has no comment on it']);
});
