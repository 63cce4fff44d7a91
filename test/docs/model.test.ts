import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../src/config.ts';
import { createWarehouse, type Layer, layers, type Warehouse } from '../support/index.ts';

// `npx vitest run test/docs/model.test.ts -u` writes the tables of the page anew.

const file = path.join(projectRoot, 'docs/model-sales.md');

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

test('the page lists every column as the catalog describes it', async () => {
    const mark = /(<!-- generated: (\w+) (\w+) -->)[\s\S]*?(?=<!-- generated: end -->)/g;
    const page = fs.readFileSync(file, 'utf8');
    const tables = new Map<string, string>();
    for (const [, , layer, table] of page.matchAll(mark)) {
        tables.set(`${layer} ${table}`, await describeTable(layer as Layer, String(table)));
    }
    const current = page.replace(
        mark,
        (_, whole, layer, table) => `${whole}\n\n${tables.get(`${layer} ${table}`)}\n`,
    );
    await expect(current).toMatchFileSnapshot(file);
});

test('the page has every table of the model', async () => {
    const page = fs.readFileSync(file, 'utf8');
    for (const layer of layers) {
        const tables = await warehouse.query<{ relname: string }>(
            layer,
            `select relname from pg_class
              where relnamespace = 'public'::regnamespace and relkind = 'r'
                and relname !~ '^(etl_|high_water_mark|stg_rejects|sales_migrations|engine_migrations)'`,
        );
        for (const { relname } of tables) {
            expect(page).toContain(`<!-- generated: ${layer} ${relname} -->`);
        }
    }
});

test('the page has every reason to reject, and no other', async () => {
    const listed = fs
        .readFileSync(file, 'utf8')
        .matchAll(/^\| (customers|products|sales) \| `(\w+)` \|/gm);
    const rules = await warehouse.query<{ reason: string }>(
        'stg',
        `select distinct substr(viewname, 7) || ' ' || match[1] as reason
           from pg_views, regexp_matches(definition,
                '(missing_\\w+|negative_price|quantity_not_positive|transaction_date_(?:in|out)_\\w+)''?', 'g') match
          where viewname like 'clean\\_%'`,
    );
    expect([...listed].map(([, entity, reason]) => `${entity} ${reason}`).sort()).toEqual(
        rules.map(({ reason }) => reason).sort(),
    );
});

async function describeTable(layer: Layer, table: string): Promise<string> {
    const about = await warehouse.value(layer, `select obj_description($1::regclass)`, [table]);
    const columns = await warehouse.query<{ name: string; type: string; about: string | null }>(
        layer,
        `select attname as name, format_type(atttypid, atttypmod) as type,
                col_description(attrelid, attnum) as about
           from pg_attribute
          where attrelid = $1::regclass and attnum > 0 and not attisdropped
          order by attnum`,
        [table],
    );
    const lines = columns.map(({ name, type, about: text }) => {
        if (!text) throw new Error(`${layer}.${table}.${name} has no comment`);
        return `| \`${name}\` | ${short(type)} | ${text} |`;
    });
    return [`### \`${table}\``, '', `${about}.`, '', '| column | type | |', '| --- | --- | --- |']
        .concat(lines)
        .join('\n')
        .concat('\n');
}

const short = (type: string) =>
    type
        .replace('timestamp with time zone', 'timestamptz')
        .replace(/^numeric\((\d+),(\d+)\)$/, 'numeric($1, $2)');
