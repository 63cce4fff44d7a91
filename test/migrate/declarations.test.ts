import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { ModelFolder } from './model.ts';

let warehouse: Warehouse;
const model = new ModelFolder();
const declarations = (key: string) => `-- What the toy is made of.

call engine.declare_source(
    p_entity       => 'toys',
    p_source       => 'operational.toys',
    p_target       => 'public.mrr_toys',
    p_business_key => '{${key}}',
    p_watermark    => 'updated_at');
`;

beforeAll(async () => {
    model.migration(
        'operational',
        '0001_toys',
        `create table public.toys (toy_id bigint primary key, updated_at timestamptz);
         create index on public.toys (updated_at);
         grant select on public.toys to pgstrata_link;`,
    );
    model.migration(
        'mrr',
        '0001_toys',
        `create table public.mrr_toys (toy_id bigint primary key, updated_at timestamptz,
             batch_id bigint not null, loaded_at timestamptz not null,
             is_deleted boolean not null default false);
         create index on public.mrr_toys (batch_id);`,
    );
    model.file('mrr', 'declarations', declarations('toy_id'));
    warehouse = await createWarehouse({ models: [model.folder] });
});
afterAll(() => warehouse?.drop());

const declared = () => warehouse.query('mrr', 'select entity, business_key from engine.entities');

test('a declaration stands in the registry', async () => {
    expect(await declared()).toEqual([{ entity: 'toys', business_key: ['toy_id'] }]);
    expect((await warehouse.migrate()).changes).toEqual([]);
});

test('one that does not fit the catalog is refused, with file and line', async () => {
    model.file('mrr', 'declarations', declarations('toy_number'));
    await expect(warehouse.migrate()).rejects.toMatchObject({
        message: expect.stringMatching(/^mrr: toy\/mrr\/declarations\.sql, line 3: /),
        detail: expect.stringMatching(/^SQLSTATE PS005\n/),
        hint: expect.any(String),
        exitCode: 1,
    });
    expect(await declared()).toEqual([{ entity: 'toys', business_key: ['toy_id'] }]);
});

test('a declaration is checked against the tables as they are now, changed or not', async () => {
    model.file('mrr', 'declarations', declarations('toy_id'));
    await warehouse.query('mrr', 'alter table mrr_toys drop column is_deleted');
    await expect(warehouse.migrate()).rejects.toMatchObject({
        message: expect.stringContaining('toy/mrr/declarations.sql, line 3: '),
    });
});
