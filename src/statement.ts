import type pg from 'pg';
import type { Databases } from './databases.ts';
import { isServerError, PgstrataError, PipelineError, translateServerError } from './errors.ts';
import { onInterrupt } from './interrupt.ts';
import type { Layer } from './layers.ts';
import type { Output } from './output.ts';

/** SQLSTATEs of a routine, relation or schema that is not there. */
const notMigrated = new Set(['42883', '42P01', '3F000']);

/** Errors of `work` as message, detail and hint of the server, told what a missing object means. */
export async function withClient<T>(
    databases: Databases,
    layer: Layer,
    applicationName: string,
    work: (client: pg.Client) => Promise<T>,
): Promise<T> {
    const client = await databases.connect(layer, { applicationName });
    try {
        return await work(client);
    } catch (error) {
        if (isServerError(error) && notMigrated.has(error.code)) {
            throw new PipelineError(error.message, {
                sqlstate: error.code,
                hint: 'bring the databases up to date with: npx pgstrata migrate',
                cause: error,
            });
        }
        throw translateServerError(error);
    } finally {
        await client.end().catch(() => {});
    }
}

/**
 * Sends a CALL, shows its notices as they come, and cancels it on the server at Ctrl-C, which is exit
 * code 130.
 */
export async function call(
    databases: Databases,
    layer: Layer,
    client: pg.Client,
    output: Pick<Output, 'progress' | 'error'>,
    statement: pg.QueryConfig,
): Promise<void> {
    client.on('notice', ({ severity, message }) => {
        const isPlain = severity === 'NOTICE' || severity === 'INFO';
        output.progress(isPlain ? `${message}` : `${severity?.toLowerCase()}: ${message}`);
    });
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    let isCancelled = false;
    const release = onInterrupt(() => {
        isCancelled = true;
        output.progress('cancelling');
        // Through a second connection; closing the first would leave the server to find out.
        cancel(databases, layer, rows[0]?.pid).catch((error) => output.error(error));
    });
    try {
        await client.query(statement);
    } catch (error) {
        if (!isCancelled || !isServerError(error)) throw error;
        const { message, detail, hint } = error;
        throw new PgstrataError(message, 130, { detail, hint, cause: error });
    } finally {
        release();
    }
}

/** Cancels what a session runs, through another one. */
export async function cancel(
    databases: Databases,
    layer: Layer,
    pid: number | undefined,
): Promise<void> {
    const client = await databases.connect(layer, { applicationName: 'pgstrata cancel' });
    try {
        await client.query('select pg_cancel_backend($1)', [pid]);
    } finally {
        await client.end();
    }
}
