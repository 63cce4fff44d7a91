import pg from 'pg';
import { PgstrataError } from '../errors.ts';
import type { Layer } from '../layers.ts';
import {
    type Column,
    type ForeignTable,
    type Relation,
    readForeignTables,
    readUpstream,
    unknownTypes,
} from './foreign-catalog.ts';
import type { Installer } from './installer.ts';
import { inSavepoint, type Session, sqlstate } from './session.ts';

const identifier = pg.escapeIdentifier;
const literal = pg.escapeLiteral;

/** What has to be done to one foreign table. */
export interface ForeignChange {
    table: string;
    action: 'import' | 'alter' | 'drop';
    statements: string[];
}

/** What brings the foreign tables of a layer to what its upstream offers now. */
export async function foreignChanges(
    session: Session,
    upstream: Session,
): Promise<ForeignChange[]> {
    const wanted = await readUpstream(upstream);
    const existing = await readForeignTables(session.client, upstream.layer);
    const changes = compare(wanted, existing, upstream.layer);
    if (changes.length > 0) await refuseUnknownTypes(session, wanted, upstream.layer);
    return changes;
}

/** Brings them there, within the transaction that installs. Views that are in the way are made anew. */
export async function runForeignTables(
    session: Session,
    upstream: Session,
    installer: Pick<Installer, 'dropViews'>,
): Promise<ForeignChange[]> {
    const changes = await foreignChanges(session, upstream);
    for (const change of changes) {
        for (const statement of change.statements) {
            try {
                await makingWay(session.client, statement, installer);
            } catch (error) {
                throw foreignProblem(error, change, session.layer);
            }
        }
    }
    return changes;
}

async function makingWay(
    client: pg.Client,
    statement: string,
    installer: Pick<Installer, 'dropViews'>,
): Promise<void> {
    const attempt = () => inSavepoint(client, () => client.query(statement));
    try {
        await attempt();
    } catch (error) {
        if (!isUsedByOthers(error)) throw error;
        await installer.dropViews();
        await attempt();
    }
}

/** Dependent objects still exist; a column used by a view. */
const isUsedByOthers = (error: unknown) => ['2BP01', '0A000'].includes(sqlstate(error) ?? '');

/** The changes from the foreign tables that there are to those that there should be. */
export function compare(
    wanted: Relation[],
    existing: ForeignTable[],
    server: Layer,
): ForeignChange[] {
    const schema = identifier(server);
    const found = new Map(existing.map((table) => [table.name, table]));
    const names = new Set(wanted.map(({ name }) => name));
    const gone = existing
        .filter((table) => table.server === server && !names.has(table.name))
        .map(({ name }) => ({
            table: `${server}.${name}`,
            action: 'drop' as const,
            statements: [`drop foreign table ${schema}.${identifier(name)}`],
        }));
    const others = wanted.flatMap((relation): ForeignChange[] => {
        const table = found.get(relation.name);
        const target = `${schema}.${identifier(relation.name)}`;
        const statements = table
            ? followStatements(relation, table, target)
            : importStatements(relation, target, schema);
        if (statements.length === 0) return [];
        const action = table ? 'alter' : 'import';
        return [{ table: `${server}.${relation.name}`, action, statements }];
    });
    return [...gone, ...others];
}

function importStatements(relation: Relation, target: string, schema: string): string[] {
    const options = Object.entries(wantedOptions(relation))
        .filter(([name]) => name === 'use_remote_estimate')
        .map(([name, value]) => `add ${name} ${literal(value)}`);
    return [
        // Upstream, NOT NULL may be dropped any time, and the planner would still believe in it.
        `import foreign schema ${identifier(relation.schema)} limit to (${identifier(relation.name)})
    from server ${schema} into ${schema}
    options (import_not_null 'false', import_default 'false', import_generated 'false')`,
        ...(options.length > 0
            ? [`alter foreign table ${target} options (${options.join(', ')})`]
            : []),
    ];
}

/** Of a table, the planner asks the upstream for estimates; else it takes any for 1000 rows. */
function wantedOptions({ schema, name, isTable }: Relation): Record<string, string> {
    const options = { schema_name: schema, table_name: name };
    return isTable ? { ...options, use_remote_estimate: 'true' } : options;
}

function followStatements(relation: Relation, table: ForeignTable, target: string): string[] {
    const actions: string[] = [];
    const found = new Map(table.columns.map((column) => [column.name, column]));
    const names = new Set(relation.columns.map(({ name }) => name));
    for (const { name } of table.columns) {
        if (!names.has(name)) actions.push(`drop column ${identifier(name)}`);
    }
    for (const column of relation.columns) {
        const name = identifier(column.name);
        const known = found.get(column.name);
        if (!known) {
            const option = `options (column_name ${literal(column.name)})`;
            const collate = column.collation ? ` collate ${column.collation}` : '';
            actions.push(`add column ${name} ${column.type} ${option}${collate}`);
        } else if (known.type !== column.type || known.collation !== column.collation) {
            actions.push(`alter column ${name} type ${typeOf(column)}`);
        }
    }
    const options = optionActions(table.options, wantedOptions(relation));
    if (options.length > 0) actions.push(`options (${options.join(', ')})`);
    return actions.length > 0 ? [`alter foreign table ${target} ${actions.join(', ')}`] : [];
}

const typeOf = ({ type, collation }: Column) => (collation ? `${type} collate ${collation}` : type);

/** Other options than those are an administrator's. */
function optionActions(existing: Record<string, string>, wanted: Record<string, string>): string[] {
    return Object.entries(wanted)
        .filter(([name, value]) => existing[name] !== value)
        .map(([name, value]) => `${name in existing ? 'set' : 'add'} ${name} ${literal(value)}`);
}

async function refuseUnknownTypes(
    { client, layer }: Session,
    relations: Relation[],
    upstream: Layer,
): Promise<void> {
    const unknown = await unknownTypes(client, relations);
    if (unknown.length === 0) return;
    throw new PgstrataError(`${layer} does not have every type that ${upstream} offers`, 1, {
        detail: unknown.join('\n'),
        hint: `make the type in ${layer} in a migration of the model, or offer the column as text in a view of ${upstream}`,
    });
}

function foreignProblem(
    error: unknown,
    { table, action }: ForeignChange,
    layer: Layer,
): PgstrataError {
    if (error instanceof PgstrataError) return error;
    const { message, detail, hint } = error as Error & Record<string, string | undefined>;
    return new PgstrataError(`${layer}: cannot ${action} foreign table ${table}: ${message}`, 1, {
        detail: [`SQLSTATE ${sqlstate(error)}`, detail].filter(Boolean).join('\n'),
        hint: isUsedByOthers(error)
            ? `drop in ${layer} what is named there, migrate, then create it again`
            : hint,
        cause: error,
    });
}
