import { layers, type Warehouse } from '../support/index.ts';

/** Where every row of the catalog can change, if anything is created, altered, granted or dropped. */
const catalogs = [
    'pg_attrdef',
    'pg_attribute',
    'pg_class',
    'pg_constraint',
    'pg_default_acl',
    'pg_depend',
    'pg_description',
    'pg_extension',
    'pg_foreign_server',
    'pg_foreign_table',
    'pg_index',
    'pg_namespace',
    'pg_proc',
    'pg_rewrite',
    'pg_trigger',
    'pg_type',
    'pg_user_mapping',
];

/** Tells the state of all four databases: it differs if any object was so much as written again. */
export async function fingerprint(warehouse: Warehouse): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const layer of layers) {
        for (const catalog of catalogs) {
            // Autovacuum writes statistics in place, which changes neither.
            const rows = await warehouse.query<{ hash: string }>(
                layer,
                `select md5(string_agg(concat_ws(' ', c.ctid, c.xmin), ',' order by c.ctid)) as hash
                   from ${catalog} c`,
            );
            found[`${layer} ${catalog}`] = String(rows[0]?.hash);
        }
        const tables = await warehouse.query<{ name: string }>(
            layer,
            `select c.oid::regclass::text as name from pg_class c
              where c.relnamespace = to_regnamespace('engine') and c.relkind = 'r'`,
        );
        for (const { name } of tables) {
            const rows = await warehouse.query<{ hash: string }>(
                layer,
                `select md5(string_agg(concat_ws(' ', t.ctid, t.xmin), ',' order by t.ctid)) as hash
                   from ${name} t`,
            );
            found[`${layer} ${name}`] = String(rows[0]?.hash);
        }
    }
    return found;
}
