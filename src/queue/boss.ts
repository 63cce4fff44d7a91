import { type Db as Database, PgBoss } from 'pg-boss';
import { ConnectionError } from '../errors.ts';
import { installedVersion, type Queryable, schemaVersion } from './install.ts';
import { queueSchema } from './queues.ts';

/** How often pg-boss looks at what, in seconds. */
export interface Rhythm {
    /** For jobs that expired or whose worker has died. */
    supervise: number;
    /** For what is due. */
    cron: number;
    /** For due jobs that cron has filed. */
    forward: number;
}

const rhythm: Rhythm = { supervise: 10, cron: 30, forward: 5 };

/** A pool or a client, as pg-boss wants a database. */
export function databaseOf(client: Queryable): Database {
    return { executeSql: (text, values) => client.query(text, values) };
}

/** A pg-boss that changes nothing of its schema; start it to work. */
export function createBoss(db: Database, { supervise, cron, forward }: Rhythm = rhythm): PgBoss {
    return new PgBoss({
        db,
        schema: queueSchema,
        migrate: false,
        createSchema: false,
        superviseIntervalSeconds: supervise,
        monitorIntervalSeconds: supervise,
        cronMonitorIntervalSeconds: cron,
        cronWorkerIntervalSeconds: forward,
        // DDL, for which the worker has no privilege and so few jobs no need.
        reindex: false,
        registerInstance: false,
        openTelemetry: { enabled: false },
    });
}

/** Throws where migrate has not been, or not lately. */
export async function assertQueueInstalled(client: Queryable): Promise<void> {
    const version = await installedVersion(client).catch((error) => {
        if ((error as { code?: string }).code === '42501') return undefined;
        throw error;
    });
    if (version === schemaVersion) return;
    throw new ConnectionError(
        version === undefined
            ? 'dwh has no queue yet'
            : `the queue in dwh has version ${version}, not ${schemaVersion}`,
        { hint: 'bring the databases up to date with: npx pgstrata migrate' },
    );
}
