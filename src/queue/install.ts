import pg from 'pg';
import { getConstructionPlans, getMigrationPlans } from 'pg-boss';
import manifest from 'pg-boss/package.json' with { type: 'json' };
import { PgstrataError } from '../errors.ts';
import { asRole, mayBecomeRoles, type Session, texts } from '../migrate/session.ts';
import { splitStatements } from '../migrate/statements.ts';
import { defaultSchedule, dueQueue, missed, queueSchema, queues } from './queues.ts';

/** The version of its schema that this pg-boss works with. */
export const schemaVersion = manifest.pgboss.schema;

/** One thing to do; a script of pg-boss's own goes by a name, since nobody reads all of it. */
interface Missing {
    name: string;
    sql: string;
}

const literal = pg.escapeLiteral;

/** The queue's schema, queues, schedule and privileges; says what it changed. */
export async function installQueue({ client }: Session): Promise<string[]> {
    return await asRole(client, 'pgstrata_owner', async () => {
        const done: string[] = [];
        for (const { name, sql } of await missingSchema(client)) {
            await runScript(client, sql);
            done.push(name);
        }
        for (const query of contentQueries()) {
            for (const statement of await texts(client, query)) {
                await client.query(statement);
                done.push(statement);
            }
        }
        return done;
    });
}

/**
 * pg-boss's script begins and ends a transaction itself; what stands after that, such as CREATE INDEX
 * CONCURRENTLY, has to come to the server alone.
 */
async function runScript(client: pg.Client, script: string): Promise<void> {
    try {
        for (const { sql } of splitStatements(script)) await client.query(sql);
    } catch (error) {
        await client.query('rollback').catch(() => {});
        throw error;
    }
}

/** What of it is missing, as far as it can be told before the schema is there. */
export async function missingQueueStatements({ client }: Session): Promise<string[]> {
    if (!(await mayBecomeRoles(client))) return ['create the queue'];
    return await asRole(client, 'pgstrata_owner', async () => {
        const schema = await missingSchema(client);
        if (schema.length > 0) return schema.map(({ name }) => name);
        const found: string[] = [];
        for (const query of contentQueries()) found.push(...(await texts(client, query)));
        return found;
    });
}

async function missingSchema(client: pg.Client): Promise<Missing[]> {
    const version = await installedVersion(client);
    if (version === schemaVersion) return [];
    if (version === undefined) {
        return [
            {
                name: `create schema ${queueSchema} (the queue of pg-boss ${manifest.version})`,
                sql: getConstructionPlans(queueSchema),
            },
        ];
    }
    if (version > schemaVersion) {
        throw new PgstrataError(`the queue in dwh is of a later release`, 2, {
            detail: `its schema has version ${version}; this release knows ${schemaVersion}`,
            hint: 'use the later release of pgstrata',
        });
    }
    return [
        {
            name: `take the queue of pg-boss from version ${version} to ${schemaVersion}`,
            sql: getMigrationPlans(queueSchema, version),
        },
    ];
}

/** A session, or a pool of them. */
export type Queryable = pg.Pool | pg.ClientBase;

/** Undefined: there is none. */
export async function installedVersion(client: Queryable): Promise<number | undefined> {
    const exists = await client.query<{ exists: boolean }>(
        `select exists (select from pg_catalog.pg_tables
                         where schemaname = $1 and tablename = 'version') as exists`,
        [queueSchema],
    );
    if (!exists.rows[0]?.exists) return undefined;
    const { rows } = await client.query<{ version: number }>(
        `select version from ${queueSchema}.version`,
    );
    return rows[0]?.version;
}

/** Queries that yield the statements still missing. */
function contentQueries(): string[] {
    return [
        createQueues(),
        updateQueues(),
        ...grants('pgstrata_worker', ['select', 'insert', 'update', 'delete']),
        // What engine.queue_depth and engine.schedule_state show.
        ...grants('pgstrata_pipeline', ['select'], ['job', 'queue', 'schedule']),
    ];
}

/**
 * The first schedule comes with the queue that it feeds, in one statement: one that was removed
 * later stays removed.
 */
function createQueues(): string {
    const rows = queues.map((queue, index) => {
        const create = `select ${queueSchema}.create_queue(${literal(queue.name)}, ${literal(JSON.stringify(queue))})`;
        const statement = queue.name === dueQueue ? `${create}; ${firstSchedule()}` : create;
        return `(${index}, ${literal(queue.name)}, ${literal(statement)})`;
    });
    return `
select q.statement
  from (values ${rows.join(',\n               ')}) q(position, name, statement)
 where not exists (select from ${queueSchema}.queue e where e.name = q.name)
 order by q.position`;
}

function firstSchedule(): string {
    const { cron, timeZone } = defaultSchedule;
    const options = JSON.stringify({ tz: timeZone, missed });
    return `insert into ${queueSchema}.schedule (name, cron, timezone, options) values (${[
        dueQueue,
        cron,
        timeZone,
        options,
    ]
        .map(literal)
        .join(', ')})`;
}

/** The columns that hold what a queue is declared with. */
const columns = {
    policy: 'policy',
    retryLimit: 'retry_limit',
    retryDelay: 'retry_delay',
    retryBackoff: 'retry_backoff',
    expireInSeconds: 'expire_seconds',
    retentionSeconds: 'retention_seconds',
    heartbeatSeconds: 'heartbeat_seconds',
    deadLetter: 'dead_letter',
} as const;

function updateQueues(): string {
    const rows = queues.flatMap((queue) =>
        Object.entries(columns)
            .filter(([option]) => option in queue)
            .map(([option, column]) => {
                const value = String(queue[option as keyof typeof columns]);
                return `(${[queue.name, column, value].map(literal).join(', ')})`;
            }),
    );
    return `
select format('update ${queueSchema}.queue set %s where name = %L',
           string_agg(format('%I = %L', d.column_name, d.value), ', ' order by d.column_name), q.name)
  from (values ${rows.join(',\n               ')}) d(name, column_name, value)
  join ${queueSchema}.queue q using (name)
 where to_jsonb(q) ->> d.column_name is distinct from d.value
 group by q.name`;
}

function grants(role: string, privileges: string[], tables?: string[]): string[] {
    const list = tables ? `and tablename in (${tables.map(literal).join(', ')})` : '';
    const has = privileges.map(
        (privilege) =>
            `has_table_privilege('${role}', format('%I.%I', schemaname, tablename), '${privilege}')`,
    );
    return [
        `
select 'grant usage on schema ${queueSchema} to ${role}'
 where not has_schema_privilege('${role}', '${queueSchema}', 'usage')`,
        `
select format('grant ${privileges.join(', ')} on %I.%I to ${role}', schemaname, tablename)
  from pg_catalog.pg_tables
 where schemaname = '${queueSchema}' ${list}
   and not (${has.join('\n            and ')})
 order by tablename`,
    ];
}
