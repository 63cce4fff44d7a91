import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { previewAll } from '../../src/migrate/index.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { ModelFolder } from './model.ts';

let warehouse: Warehouse;
const model = new ModelFolder();

const answer = (result: number, parameter = 'p_of text') => `
create or replace function public.answer(${parameter}) returns integer
language sql immutable as $$ select ${result} $$;
grant execute on function public.answer to pgstrata_reader;`;
const view = (columns: string) => `
create or replace view public.vw_answers as select ${columns} from (values ('life')) l(name);
grant select on public.vw_answers to pgstrata_reader;`;
const reports = `
create or replace view public.vw_reports as select name from public.vw_answers;`;

beforeAll(async () => {
    model.file('dwh', 'answer', answer(42));
    // By name it comes before the view that it reads.
    model.file('dwh', 'a_count', countOf('vw_reports'));
    model.file('dwh', 'vw_answers', view('name, public.answer(name) as answer'));
    model.file('dwh', 'vw_reports', reports);
    warehouse = await createWarehouse({ models: [model.folder] });
});
afterAll(() => warehouse?.drop());

function countOf(relation: string): string {
    return `create or replace function public.a_count() returns bigint
            language sql as $$ select count(*) from public.${relation} $$`;
}

const result = () => warehouse.value('dwh', `select answer('life')`);
const asAdmin = (sql: string) => warehouse.query('dwh', sql);
/** Which roles may use an object. */
const grantees = async (catalog: 'pg_proc' | 'pg_class', acl: string, name: string) =>
    warehouse.query(
        'dwh',
        `select a.grantee::regrole::text as role from ${catalog} c, aclexplode(c.${acl}) a
          where c.oid::text = $1::${catalog === 'pg_proc' ? 'regproc' : 'regclass'}::oid::text
            and a.grantee <> to_regrole('pgstrata_pipeline')
          order by 1`,
        [name],
    );

describe('a file that changed', () => {
    test('is installed, and no other', async () => {
        model.file('dwh', 'answer', answer(43));
        const { changes } = await warehouse.migrate();
        expect(changes).toEqual([{ layer: 'dwh', kind: 'file', name: 'toy/dwh/answer.sql' }]);
        expect(await result()).toBe(43);
    });

    test('that names a parameter anew replaces the function under views, whose grants stay', async () => {
        await asAdmin('grant select on vw_answers to pgstrata_operator');
        await asAdmin('grant execute on function answer(text) to pgstrata_web');
        model.file('dwh', 'answer', answer(44, 'p_about text'));
        await warehouse.migrate();
        expect(await warehouse.value('dwh', 'select answer from vw_answers')).toBe(44);
        expect(await grantees('pg_class', 'relacl', 'public.vw_answers')).toEqual([
            { role: 'pgstrata_operator' },
            { role: 'pgstrata_reader' },
        ]);
        expect(await grantees('pg_proc', 'proacl', 'public.answer')).toEqual([
            { role: 'pgstrata_reader' },
            { role: 'pgstrata_web' },
        ]);
    });

    test('that takes columns from a view makes it and the views on it anew', async () => {
        model.file('dwh', 'vw_answers', view('public.answer(name) as answer, name'));
        await warehouse.migrate();
        const [row] = await asAdmin('select * from vw_answers');
        expect(Object.keys(row ?? {})).toEqual(['answer', 'name']);
        expect(await asAdmin('select * from vw_reports')).toEqual([{ name: 'life' }]);
        expect((await warehouse.migrate()).changes).toEqual([]);
    });
});

describe('a view that others have built on', () => {
    beforeAll(() => asAdmin('create view public.vw_theirs as select answer from vw_answers'));
    afterAll(() => asAdmin('drop view public.vw_theirs'));

    test('is not dropped: the error names what is in the way', async () => {
        model.file('dwh', 'vw_answers', view('name, public.answer(name) as answer'));
        const refused = warehouse.migrate();
        await expect(refused).rejects.toThrow(
            'dwh: view public.vw_answers has to make way, but others have built on it',
        );
        await expect(refused).rejects.toMatchObject({
            exitCode: 1,
            detail: expect.stringContaining('vw_theirs'),
            hint: 'drop what is named there, migrate, then create it again',
        });
        expect(await asAdmin('select answer from vw_theirs')).toEqual([{ answer: 44 }]);
    });

    test('may gain columns all the same', async () => {
        model.file('dwh', 'vw_answers', view('public.answer(name) as answer, name, 1 as more'));
        await warehouse.migrate();
        expect(await asAdmin('select more from vw_answers')).toEqual([{ more: 1 }]);
    });
});

describe('a routine that was edited in the database', () => {
    beforeAll(() =>
        asAdmin(`set role pgstrata_pipeline; ${answer(1000, 'p_about text')}; reset role`),
    );

    test('is kept, and shown with the difference', async () => {
        model.file('dwh', 'answer', answer(45, 'p_about text'));
        const lines: string[] = [];
        const { edits, changes } = await warehouse.migrate({ onProgress: (l) => lines.push(l) });
        expect(changes).toEqual([]);
        expect(edits).toMatchObject([
            { layer: 'dwh', object: 'public.answer(text)', file: 'toy/dwh/answer.sql' },
        ]);
        expect(edits[0]?.diff).toMatch(/^- .*select 45/m);
        expect(edits[0]?.diff).toMatch(/^\+ .*select 1000/m);
        expect(lines).toContain(
            'dwh: public.answer(text) was edited in the database and is left as it is there',
        );
        expect(await result()).toBe(1000);
    });

    test('is overwritten when that is asked for', async () => {
        const { edits } = await warehouse.migrate({ force: true });
        expect(edits).toEqual([]);
        expect(await result()).toBe(45);
        expect((await warehouse.migrate()).changes).toEqual([]);
    });

    test('is no edit any more once the file says the same', async () => {
        await asAdmin(`set role pgstrata_pipeline; ${answer(46, 'p_about text')}; reset role`);
        model.file('dwh', 'answer', answer(46, 'p_about text'));
        expect((await warehouse.migrate()).edits).toEqual([]);
        model.file('dwh', 'answer', answer(47, 'p_about text'));
        await warehouse.migrate();
        expect(await result()).toBe(47);
    });

    test('is installed again if it was dropped', async () => {
        await asAdmin('drop function a_count()');
        await warehouse.migrate();
        expect(await warehouse.value('dwh', 'select a_count()')).toBe('1');
    });
});

describe('a file that cannot be installed', () => {
    beforeEach(() => model.file('dwh', 'answer', answer(47, 'p_about text')));

    test('leaves everything as it was, and the error names file and line', async () => {
        model.file('dwh', 'answer', answer(48, 'p_about text'));
        model.file(
            'dwh',
            'zz_wrong',
            'create function\n  public.zz_wrong() returns int\nlanguage sqll',
        );
        const refused = warehouse.migrate();
        await expect(refused).rejects.toThrow(
            /^dwh: toy\/dwh\/zz_wrong\.sql.* cannot be installed: /,
        );
        await expect(refused).rejects.toMatchObject({ exitCode: 1 });
        expect(await result()).toBe(47);
        model.removeFile('dwh', 'zz_wrong');
    });

    test('may only make what it is named after', async () => {
        model.file('dwh', 'zz_misnamed', 'create view public.zz_other as select 1 as one');
        await expect(warehouse.migrate()).rejects.toThrow(
            'toy/dwh/zz_misnamed.sql makes nothing named zz_misnamed',
        );
        model.removeFile('dwh', 'zz_misnamed');
        expect(await warehouse.value('dwh', `select to_regclass('zz_other')`)).toBeNull();
    });
});

describe('what no file makes any more', () => {
    const overloads = () =>
        warehouse.query(
            'dwh',
            `select oid::regprocedure::text as routine from pg_proc where proname in ('a_count', 'answer')
              order by 1`,
        );

    test('is removed: the overload of a changed signature, with views that used it made anew', async () => {
        model.file('dwh', 'a_count', countOf('vw_answers').replace('()', '(p_more integer)'));
        // Its name alone no longer says which one is meant.
        model.file('dwh', 'answer', answer(47, `p_about text, p_more text default ''`));
        const { changes } = await warehouse.migrate();
        expect(changes).toEqual([
            { layer: 'dwh', kind: 'removal', name: 'public.a_count()' },
            { layer: 'dwh', kind: 'removal', name: 'public.answer(text)' },
            { layer: 'dwh', kind: 'file', name: 'toy/dwh/a_count.sql' },
            { layer: 'dwh', kind: 'file', name: 'toy/dwh/answer.sql' },
            { layer: 'dwh', kind: 'file', name: 'toy/dwh/vw_answers.sql' },
            { layer: 'dwh', kind: 'file', name: 'toy/dwh/vw_reports.sql' },
        ]);
        expect(await overloads()).toEqual([
            { routine: 'a_count(integer)' },
            { routine: 'answer(text,text)' },
        ]);
        expect(await warehouse.value('dwh', 'select answer from vw_answers')).toBe(47);
        expect((await warehouse.migrate()).changes).toEqual([]);
    });

    test('is removed: what came from files that were removed, whatever uses what', async () => {
        const more = 'create view public.vw_more as select public.a_one() as one';
        model.file(
            'dwh',
            'a_one',
            answer(1).replaceAll('answer', 'a_one').replace('p_of text', ''),
        );
        model.file('dwh', 'vw_more', more);
        model.file(
            'dwh',
            'vw_most',
            'create view public.vw_most as select one from public.vw_more',
        );
        await warehouse.migrate();
        for (const name of ['a_one', 'vw_more', 'vw_most']) model.removeFile('dwh', name);
        const names = ['public.a_one()', 'public.vw_more', 'public.vw_most'];
        const removals = names.map((name) => ({ layer: 'dwh', kind: 'removal', name }));
        expect(await previewAll(warehouse.databases, warehouse.config)).toEqual(removals);
        expect((await warehouse.migrate()).changes).toEqual(removals);
        expect((await warehouse.migrate()).changes).toEqual([]);
    });

    test('is refused with the statement that drops it where somebody has edited it', async () => {
        const edited = countOf('vw_answers').replace('()', '(p_more integer)').replace('*', '1');
        await asAdmin(`set role pgstrata_pipeline; ${edited}; reset role`);
        model.removeFile('dwh', 'a_count');
        await expect(warehouse.migrate()).rejects.toMatchObject({
            exitCode: 1,
            message: 'dwh: no file makes public.a_count(integer)',
            hint: 'drop it in dwh, then migrate again: drop function public.a_count(integer);',
        });
        await asAdmin('drop function public.a_count(integer)');
        expect((await warehouse.migrate()).changes).toEqual([]);
    });

    test('is kept where others have built on it, and the error says so', async () => {
        await asAdmin(`create view public.vw_theirs as select public.answer('life') as answer`);
        model.file('dwh', 'answer', answer(48));
        await expect(warehouse.migrate()).rejects.toMatchObject({
            message:
                'dwh: function public.answer(text,text) has to make way, but others have built on it',
            detail: expect.stringContaining('vw_theirs'),
        });
        await asAdmin('drop view public.vw_theirs');
        await warehouse.migrate();
        expect(await overloads()).toEqual([{ routine: 'answer(text)' }]);
    });

    test('is no business of migrate where others own it', async () => {
        await asAdmin(`create function public.theirs() returns integer language sql as 'select 1'`);
        expect((await warehouse.migrate()).changes).toEqual([]);
        await asAdmin('drop function public.theirs()');
    });
});
