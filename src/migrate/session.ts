import type pg from 'pg';
import { PgstrataError } from '../errors.ts';
import type { Layer } from '../layers.ts';

/** The link role is the one that a layer admits from downstream; the worker's writes the queue. */
export type Role = 'pgstrata_owner' | 'pgstrata_pipeline' | 'pgstrata_link' | 'pgstrata_worker';

/** One layer's connection, for as long as `migrate` works. */
export interface Session {
    layer: Layer;
    client: pg.Client;
}

/** Runs `work` as another role. RESET is not tried where the server has ended the session. */
export async function asRole<T>(client: pg.Client, role: Role, work: () => Promise<T>): Promise<T> {
    await client.query(`set role ${role}`);
    let result: T;
    try {
        result = await work();
    } catch (error) {
        // In a failed transaction RESET is refused, and the rollback undoes SET.
        await client.query('reset role').catch(() => {});
        throw error;
    }
    await client.query('reset role');
    return result;
}

/** Whether all roles are there, and this login may become those that migrate works as or sets up. */
export async function mayBecomeRoles(client: pg.Client): Promise<boolean> {
    const [may] = await texts(
        client,
        `select count(r.oid) = 7
                and bool_and(r.rolname in ('pgstrata_operator', 'pgstrata_reader')
                             or pg_has_role(r.oid,
                                    case when current_setting('server_version_num')::int >= 160000
                                         then 'SET' else 'MEMBER' end))
           from pg_roles r
          where r.rolname in ('pgstrata_owner', 'pgstrata_pipeline', 'pgstrata_link', 'pgstrata_operator',
                              'pgstrata_reader', 'pgstrata_web', 'pgstrata_worker')`,
    );
    return may === 'true';
}

export async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
    await client.query('begin');
    try {
        const result = await work();
        await client.query('commit');
        return result;
    } catch (error) {
        await client.query('rollback').catch(() => {});
        throw error;
    }
}

/** Undoes what `work` did if it fails, and leaves the transaction usable. */
export async function inSavepoint<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
    await client.query('savepoint pgstrata');
    try {
        const result = await work();
        await client.query('release savepoint pgstrata');
        return result;
    } catch (error) {
        await client.query('rollback to savepoint pgstrata; release savepoint pgstrata');
        throw error;
    }
}

export function sqlstate(error: unknown): string | undefined {
    if (error instanceof PgstrataError) return sqlstate(error.cause);
    const code = (error as { code?: unknown } | undefined)?.code;
    return typeof code === 'string' ? code : undefined;
}

/** The rows of a query that yields one text column. */
export async function texts(client: pg.Client, sql: string, values: unknown[] = []) {
    const { rows } = await client.query<string[]>({ text: sql, values, rowMode: 'array' });
    return rows.map((row) => String(row[0]));
}

const lockKey = '8098139215462311';

/** The lock of one migrate per database; it ends with the connection. */
export async function takeMigrateLock({ layer, client }: Session): Promise<void> {
    const { rows } = await client.query<{ taken: boolean }>(
        `select pg_try_advisory_lock(${lockKey}) as taken`,
    );
    if (rows[0]?.taken) return;
    throw new PgstrataError(`another migrate is at work in ${layer}`, 4, {
        hint: 'wait until it has ended, then run this again',
    });
}

/** Keeps runs and hops out while routines change. The locks end with the connection. */
export async function takeRunLocks({ layer, client }: Session): Promise<void> {
    try {
        await asRole(client, 'pgstrata_pipeline', async () => {
            const [exists] = await texts(
                client,
                `select to_regprocedure('engine.lock_for_migration()') is not null`,
            );
            if (exists === 'true') await client.query('select engine.lock_for_migration()');
        });
    } catch (error) {
        if (!['55P03', 'PS001', 'PS002'].includes(sqlstate(error) ?? '')) throw error;
        const { message, detail, hint } = error as { message: string } & Record<string, string>;
        throw new PgstrataError(`${layer} is in use: ${message}`, 4, {
            detail,
            hint: hint ?? 'wait until the run has ended, then run this again',
            cause: error,
        });
    }
}
