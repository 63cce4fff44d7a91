import { describe, expect, test } from 'vitest';
import { scanStatements, splitStatements } from '../../src/migrate/statements.ts';

const texts = (script: string) => splitStatements(script).map(({ sql }) => sql);

describe('a script is split into statements', () => {
    test('each with the line where it begins, comments before it left out', () => {
        const script = '-- first\n\nselect 1;\n/* then\n/* nested */ */ select\n  2;\n';
        expect(splitStatements(script)).toEqual([
            { sql: 'select 1', line: 3 },
            { sql: 'select\n  2', line: 5 },
        ]);
    });

    test('the last may do without a semicolon, and there may be none at all', () => {
        expect(texts('select 1; select 2')).toEqual(['select 1', 'select 2']);
        expect(texts('')).toEqual([]);
        expect(texts(' -- nothing;\n;;/* no; */')).toEqual([]);
    });

    test.for([
        `select ';'`,
        `select 'it''s; fine'`,
        `select e'a\\';b'`,
        `select E'\\\\', ';'`,
        `select ";" from t`,
        'select $$ ; $$',
        'select $body$ ; $$ ; $other$ ; $body$',
        'select 1 -- ;\n + 2',
        'select 1 /* ; /* ; */ ; */ + 2',
        `select a$b$ from t`,
        'create function f(a int) returns int begin atomic select 1; select case a when 1 then 2 end; end',
        'create or replace procedure p() begin atomic; select 1; end',
        'create rule r as on insert to t do (select 1; select 2)',
    ])('no semicolon ends %j before its end', (statement) => {
        expect(texts(`${statement}; select 2`)).toEqual([statement, 'select 2']);
    });

    test('a backslash is one of many characters in an ordinary string', () => {
        expect(texts(`select 'a\\'; select 2`)).toEqual([`select 'a\\'`, 'select 2']);
    });
});

test.for([
    ['select 1;', ''],
    ['select 1; -- more', ''],
    ['select 1', '-'],
    [`select 'it''s;`, "'"],
    [`select e'it\\';`, "'"],
    [`select 'it''`, "'"],
    ['select "a;', '"'],
    ['select $a$ ; $$ ;', '$'],
    ['select /* /* */ ;', '*'],
    ['/* ;', '*'],
    ['select (1;', '('],
    ['begin; select 1; end;', ''],
    ['create function f(a int) returns int begin atomic select 1;', '-'],
] as const)('what %j leaves open at its end is %j', ([script, open]) => {
    expect(scanStatements(script).open).toBe(open);
});
