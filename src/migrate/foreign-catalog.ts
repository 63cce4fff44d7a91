import type pg from 'pg';
import { PgstrataError } from '../errors.ts';
import type { Layer } from '../layers.ts';
import type { Session } from './session.ts';

export interface Column {
    name: string;
    /** as SQL writes it, with its schema unless that is pg_catalog */
    type: string;
    /** a collation other than that of the type, quoted and with its schema */
    collation: string | null;
}

/** A relation of the upstream that a layer may read. */
export interface Relation {
    schema: string;
    name: string;
    /** false: a view, which has no statistics */
    isTable: boolean;
    columns: Column[];
}

/** A foreign table of pgstrata_pipeline, as the catalog has it now. */
export interface ForeignTable {
    name: string;
    server: string;
    options: Record<string, string>;
    columns: Column[];
}

const columnsOf = (relation: string) => `
    coalesce((select jsonb_agg(jsonb_build_object(
                         'name', a.attname,
                         'type', format_type(a.atttypid, a.atttypmod),
                         'collation', case when a.attcollation <> t.typcollation
                                           then a.attcollation::regcollation::text end)
                         order by a.attnum)
                from pg_attribute a
                join pg_type t on t.oid = a.atttypid
               where a.attrelid = ${relation} and a.attnum > 0 and not a.attisdropped), '[]')`;

/** What the link role may read: the grants of a layer are the list of what the next one imports. */
export async function readUpstream({ client, layer }: Session): Promise<Relation[]> {
    const relations = await qualified<Relation>(
        client,
        `select n.nspname as schema, c.relname as name, c.relkind in ('r', 'p', 'm') as "isTable",
                ${columnsOf('c.oid')} as columns
           from pg_class c
           join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('public', 'engine') and c.relkind in ('r', 'p', 'm', 'v', 'f')
            and has_table_privilege('pgstrata_link', c.oid, 'select')
            and not exists (select from pg_depend d
                             where d.classid = 'pg_class'::regclass and d.objid = c.oid
                               and d.deptype = 'e')
          order by n.nspname, c.relname`,
    );
    const twice = relations.find(({ name }, at) =>
        relations.some((r, i) => r.name === name && i < at),
    );
    if (!twice) return relations;
    throw new PgstrataError(`${layer} offers two relations named ${twice.name}`, 1, {
        detail: 'one is in schema public, the other in engine; downstream they would be one',
        hint: `take SELECT on one of them from pgstrata_link: revoke select on public.${twice.name} from pgstrata_link`,
    });
}

/** What of it stands in the layer; what others own there is no business of migrate. */
export async function readForeignTables(client: pg.Client, schema: Layer): Promise<ForeignTable[]> {
    return await qualified<ForeignTable>(
        client,
        `select c.relname as name, s.srvname as server, ${columnsOf('c.oid')} as columns,
                coalesce((select jsonb_object_agg(o.option_name, o.option_value)
                            from pg_options_to_table(f.ftoptions) o), '{}') as options
           from pg_foreign_table f
           join pg_class c on c.oid = f.ftrelid
           join pg_foreign_server s on s.oid = f.ftserver
          where c.relnamespace = to_regnamespace($1)
            and c.relowner = to_regrole('pgstrata_pipeline')
          order by c.relname`,
        [schema],
    );
}

/** The columns whose type does not exist in a database. */
export async function unknownTypes(client: pg.Client, relations: Relation[]): Promise<string[]> {
    const columns = relations.flatMap(({ schema, name, columns }) =>
        columns.map((column) => ({
            column: `${schema}.${name}.${column.name}`,
            type: column.type,
        })),
    );
    const rows = await qualified<{ text: string }>(
        client,
        `select format('%s is %s', c.column, c.type) as text
           from jsonb_to_recordset($1) c("column" text, type text)
          where to_regtype(c.type) is null`,
        [JSON.stringify(columns)],
    );
    return rows.map(({ text }) => text);
}

/** Runs a query whose texts name everything but what is in pg_catalog with its schema. */
async function qualified<T extends object>(
    client: pg.Client,
    sql: string,
    values: unknown[] = [],
): Promise<T[]> {
    const { rows } = await client.query<{ path: string }>(
        `select current_setting('search_path') as path,
                set_config('search_path', 'pg_catalog, pg_temp', false)`,
    );
    try {
        return (await client.query<T>(sql, values)).rows;
    } finally {
        // Refused where the query has failed the transaction; its rollback undoes the setting.
        await client
            .query(`select set_config('search_path', $1, false)`, [rows[0]?.path])
            .catch(() => {});
    }
}
