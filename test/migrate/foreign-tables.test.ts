import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { ModelFolder } from './model.ts';

let warehouse: Warehouse;
const model = new ModelFolder();
beforeAll(async () => {
    model.migration(
        'operational',
        '0001_things',
        `create table public.things (id bigint primary key, name varchar(20) not null, price numeric);
         grant select on public.things to pgstrata_link;`,
    );
    model.file(
        'mrr',
        'vw_things',
        `create or replace view public.vw_things as select * from operational.things;
         grant select on public.vw_things to pgstrata_operator;`,
    );
    warehouse = await createWarehouse({ models: [model.folder] });
    await upstream(`insert into things values (1, 'Lamp', 9.99)`);
    await warehouse.query('mrr', 'grant select on vw_things to pgstrata_web');
});
afterAll(() => warehouse?.drop());

const upstream = (sql: string) => warehouse.query('operational', sql);
const seen = () => warehouse.query('mrr', 'select * from vw_things');
const columns = () =>
    warehouse.query(
        'mrr',
        `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
                a.attnotnull as "isNotNull"
           from pg_attribute a
          where a.attrelid = 'operational.things'::regclass and a.attnum > 0 and not a.attisdropped
          order by a.attnum`,
    );

async function follow(): Promise<string[]> {
    const { changes } = await warehouse.migrate();
    return changes.filter(({ kind }) => kind === 'foreign').map(({ name }) => name);
}

async function expectGrants(): Promise<void> {
    for (const role of ['pgstrata_operator', 'pgstrata_web']) {
        const may = `select has_table_privilege($1, 'public.vw_things', 'select')`;
        expect(await warehouse.value('mrr', may, [role])).toBe(true);
    }
}

test('a foreign table does not believe in NOT NULL, which upstream may drop any time', async () => {
    expect(await columns()).toEqual([
        { name: 'id', type: 'bigint', isNotNull: false },
        { name: 'name', type: 'character varying(20)', isNotNull: false },
        { name: 'price', type: 'numeric', isNotNull: false },
    ]);
});

test('a column that upstream added follows', async () => {
    await upstream(`alter table things add color text default 'red'`);
    expect(await follow()).toEqual(['operational.things (alter)']);
    expect((await columns()).at(-1)).toMatchObject({ name: 'color', type: 'text' });
    await expectGrants();
    expect(await follow()).toEqual([]);
});

test('a column whose type upstream changed follows under the view, whose grants stay', async () => {
    await upstream('alter table things alter name type text, alter price type numeric(12, 2)');
    expect(await follow()).toEqual(['operational.things (alter)']);
    expect(await columns()).toMatchObject([
        { type: 'bigint' },
        { name: 'name', type: 'text' },
        { name: 'price', type: 'numeric(12,2)' },
        {},
    ]);
    expect(await seen()).toEqual([{ id: '1', name: 'Lamp', price: '9.99', color: 'red' }]);
    await expectGrants();
    expect(await follow()).toEqual([]);
});

test('a column that upstream dropped goes, and the view without it', async () => {
    await upstream('alter table things drop price');
    expect(await follow()).toEqual(['operational.things (alter)']);
    expect(await seen()).toEqual([{ id: '1', name: 'Lamp', color: 'red' }]);
    await expectGrants();
});

test('another table that upstream offers is imported, and goes when it is not offered any more', async () => {
    await upstream('create table others (id integer); grant select on others to pgstrata_link');
    expect(await follow()).toEqual(['operational.others (import)']);
    expect(await warehouse.value('mrr', `select to_regclass('operational.others')`)).not.toBeNull();
    await upstream('revoke select on others from pgstrata_link');
    expect(await follow()).toEqual(['operational.others (drop)']);
    expect(await warehouse.value('mrr', `select to_regclass('operational.others')`)).toBeNull();
});

test('options of an administrator stay', async () => {
    const options = `select f.ftoptions::text from pg_foreign_table f
                      where f.ftrelid = 'operational.things'::regclass`;
    await warehouse.query(
        'mrr',
        `alter foreign table operational.things options (add fetch_size '7')`,
    );
    await upstream('alter table things add extra integer');
    await follow();
    expect(await warehouse.value('mrr', options)).toContain('fetch_size=7');
});

describe('what cannot follow is refused, and everything stays as it was', () => {
    test('a view of others in the way is named', async () => {
        await warehouse.query(
            'mrr',
            'create view public.theirs as select extra from operational.things',
        );
        await upstream('alter table things drop extra');
        await expect(warehouse.migrate()).rejects.toMatchObject({
            message: expect.stringMatching(
                /^mrr: cannot alter foreign table operational\.things: /,
            ),
            detail: expect.stringContaining('view theirs'),
            hint: 'drop in mrr what is named there, migrate, then create it again',
            exitCode: 1,
        });
        expect((await columns()).at(-1)).toMatchObject({ name: 'extra' });
        await expectGrants();
        await warehouse.query('mrr', 'drop view public.theirs');
        expect(await follow()).toEqual(['operational.things (alter)']);
    });

    test('a type that the layer does not have is named', async () => {
        await upstream(
            `create type mood as enum ('glad', 'sad'); alter table things add mood mood`,
        );
        await expect(warehouse.migrate()).rejects.toMatchObject({
            message: 'mrr does not have every type that operational offers',
            detail: 'public.things.mood is public.mood',
            hint: expect.stringContaining('make the type in mrr'),
        });
        expect((await columns()).map(({ name }) => name)).not.toContain('mood');
        await upstream('alter table things drop mood');
        await follow();
    });

    test('two relations of one name are told apart by the statement that helps', async () => {
        await upstream(
            'create table engine.things (id integer); grant select on engine.things to pgstrata_link',
        );
        await expect(warehouse.migrate()).rejects.toMatchObject({
            message: 'operational offers two relations named things',
            hint: expect.stringContaining('revoke select on public.things from pgstrata_link'),
        });
    });
});
