import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrateDown, previewAll } from '../../src/migrate/index.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { fingerprint } from './fingerprint.ts';
import { ModelFolder } from './model.ts';

let warehouse: Warehouse;
const model = new ModelFolder();
const first = 'create table public.things (id integer primary key, name varchar(20));';
const second = 'create table public.more_things (id integer);';

beforeAll(async () => {
    model.migration('dwh', '0001_things', first, 'drop table public.things;');
    model.file(
        'dwh',
        'vw_things',
        'create or replace view public.vw_things as table public.things',
    );
    warehouse = await createWarehouse({ models: [model.folder] });
});
afterAll(() => warehouse?.drop());

const asAdmin = (sql: string) => warehouse.query('dwh', sql);
const down = (confirm = async (_: string) => true) =>
    migrateDown(warehouse.databases, warehouse.config, 'dwh', confirm);
const exists = (relation: string) =>
    warehouse.value<boolean>('dwh', 'select to_regclass($1) is not null', [relation]);

describe('an applied migration', () => {
    test('that was edited since is refused before anything changes', async () => {
        model.migration('dwh', '0001_things', `${first} -- better`, 'drop table public.things;');
        model.migration('dwh', '0002_more', second, 'drop table public.more_things;');
        const before = await fingerprint(warehouse);
        await expect(warehouse.migrate()).rejects.toMatchObject({
            message: 'dwh: applied migrations of toy/dwh were changed since',
            detail: '0001_things (edited)',
            hint: 'put those files back as they were, and make the change in a new migration',
            exitCode: 1,
        });
        expect(await fingerprint(warehouse)).toEqual(before);
    });

    test('whose line ends a checkout changed is the same', async () => {
        const text = 'create table public.lines (\n  id integer\n);\n';
        model.migration('dwh', '0001_things', first, 'drop table public.things;');
        model.migration('dwh', '0002_more', text, 'drop table public.lines;');
        await warehouse.migrate();
        model.migration('dwh', '0002_more', text.replaceAll('\n', '\r\n'), 'drop table lines;');
        expect((await warehouse.migrate()).changes).toEqual([]);
    });

    test('whose file is missing is refused', async () => {
        model.removeMigration('dwh', '0002_more');
        await expect(warehouse.migrate()).rejects.toMatchObject({ detail: '0002_more (missing)' });
        model.migration(
            'dwh',
            '0002_more',
            'create table public.lines (\n  id integer\n);\n',
            'drop table public.lines;',
        );
        await warehouse.migrate();
    });
});

describe('a new migration', () => {
    test('with a number before those that are applied is refused', async () => {
        model.migration('dwh', '0001_late', 'create table public.late (id integer);');
        await expect(warehouse.migrate()).rejects.toMatchObject({
            message: 'dwh: migrations of toy/dwh are out of order',
            exitCode: 2,
        });
        model.removeMigration('dwh', '0001_late');
        expect(await exists('public.late')).toBe(false);
    });

    test('that fails leaves nothing behind, nor do those that came with it', async () => {
        model.migration('dwh', '0003_good', 'create table public.good (id integer);');
        model.migration('dwh', '0004_bad', 'create table public.bad (id integer); select 1 / 0;');
        await expect(warehouse.migrate()).rejects.toMatchObject({
            message: 'dwh: migration toy/dwh/0004_bad (up) failed: division by zero',
            detail: expect.stringContaining('SQLSTATE 22012'),
            exitCode: 1,
        });
        expect([await exists('public.good'), await exists('public.bad')]).toEqual([false, false]);
        model.removeMigration('dwh', '0003_good');
        model.removeMigration('dwh', '0004_bad');
    });

    test('changes a column that views use; they come back with their grants', async () => {
        await asAdmin('grant select on vw_things to pgstrata_web');
        model.migration(
            'dwh',
            '0003_wide',
            'alter table public.things alter name type text;',
            'alter table public.things alter name type varchar(20);',
        );
        const { changes } = await warehouse.migrate();
        expect(changes).toContainEqual({
            layer: 'dwh',
            kind: 'migration',
            name: 'toy/dwh/0003_wide',
        });
        const type = await warehouse.value(
            'dwh',
            `select format_type(a.atttypid, a.atttypmod) from pg_attribute a
              where a.attrelid = 'vw_things'::regclass and a.attname = 'name'`,
        );
        expect(type).toBe('text');
        const granted = `select has_table_privilege('pgstrata_web', 'vw_things', 'select')`;
        expect(await warehouse.value('dwh', granted)).toBe(true);
        expect((await warehouse.migrate()).changes).toEqual([]);
    });

    test('does not drop a view of others that uses the column', async () => {
        await asAdmin('create view public.theirs as select name from things');
        model.migration('dwh', '0004_wider', 'alter table public.things alter name type varchar;');
        await expect(warehouse.migrate()).rejects.toMatchObject({
            message: expect.stringMatching(/^dwh: migration toy\/dwh\/0004_wider \(up\) failed: /),
            detail: expect.stringContaining('view theirs'),
        });
        expect(await exists('public.theirs')).toBe(true);
        expect(await exists('public.vw_things')).toBe(true);
        await asAdmin('drop view public.theirs');
        model.removeMigration('dwh', '0004_wider');
    });
});

describe('taking back', () => {
    test('asks with the name of the last migration, and a no changes nothing', async () => {
        const before = await fingerprint(warehouse);
        const asked: string[] = [];
        const answer = async (name: string) => {
            asked.push(name);
            return false;
        };
        expect(await down(answer)).toBeUndefined();
        expect(asked).toEqual(['toy/dwh/0003_wide']);
        expect(await fingerprint(warehouse)).toEqual(before);
    });

    test('goes one by one, last first, the engine after its models', async () => {
        const taken = [];
        for (let name = await down(); name; name = await down()) taken.push(name);
        expect(taken).toEqual([
            'toy/dwh/0003_wide',
            'toy/dwh/0002_more',
            'toy/dwh/0001_things',
            'engine/dwh/0002_operations',
            'engine/dwh/0001_warehouse',
            'engine/common/0004_first_statistics',
            'engine/common/0003_indexes_aside',
            'engine/common/0002_settings',
            'engine/common/0001_engine',
        ]);
        const left = await asAdmin(
            `select c.oid::regclass::text as name from pg_class c
              where c.relkind in ('r', 'v') and c.relnamespace::regnamespace::text in ('public', 'engine')
                and c.relname not like 'migrations%' order by 1`,
        );
        expect(left.map(({ name }) => name)).toEqual([
            'engine.applied_files',
            'engine.installed_objects',
        ]);
    });

    test('is undone by the next migrate, with all routines', async () => {
        const pending = await previewAll(warehouse.databases, warehouse.config);
        expect(pending.filter(({ kind }) => kind === 'migration')).toHaveLength(9);
        await warehouse.migrate();
        expect(await asAdmin('select * from vw_things')).toEqual([]);
        expect(await asAdmin('select * from vw_recent_etl_runs')).toEqual([]);
        expect((await warehouse.migrate()).changes).toEqual([]);
    });
});
