import type pg from 'pg';
import type { Databases } from '../databases.ts';
import { ConnectionError, isServerError } from '../errors.ts';
import type { Layer } from '../layers.ts';
import type { Statement } from '../migrate/statements.ts';
import type { Sink } from '../output.ts';
import { cancel, withClient } from '../statement.ts';
import { type Origin, statementProblem } from './problem.ts';
import { type Answer, show } from './show.ts';

/** I: no transaction is open; T: one is; E: one has failed. */
export type TransactionState = 'I' | 'T' | 'E';

/** A session that sends statements as they are, and shows what comes back. */
export interface SqlSession {
    database: string;
    state(): TransactionState;
    /** Throws what the server says, with the place. */
    execute(statement: Statement, origin?: Origin): Promise<void>;
    cancel(): Promise<void>;
}

export interface SqlOptions {
    stdout: Sink;
    stderr: Sink;
    json: boolean;
}

export async function withSqlSession<T>(
    databases: Databases,
    layer: Layer,
    options: SqlOptions,
    work: (session: SqlSession) => Promise<T>,
): Promise<T> {
    return await withClient(databases, layer, 'pgstrata sql', async (client) => {
        const { rows } = await client.query<{ database: string; pid: number }>(
            'select current_database() as database, pg_backend_pid() as pid',
        );
        const seen = listen(client, options);
        return await work({
            database: rows[0]?.database ?? layer,
            state: () => seen.state,
            execute: async (statement, origin) => {
                try {
                    const answer = await send(client, statement.sql);
                    show({ ...answer, tag: seen.tag }, options.stdout, options.json);
                } catch (error) {
                    if (isServerError(error)) throw statementProblem(error, statement, origin);
                    throw new ConnectionError(`the connection to ${layer} was lost`, {
                        detail: (error as Error).message,
                        hint: 'whether the statement was carried out is not known; look before you repeat it',
                        cause: error,
                    });
                }
            },
            cancel: () => cancel(databases, layer, rows[0]?.pid),
        });
    });
}

const asText = { getTypeParser: () => (value: string) => value };

async function send(client: pg.Client, text: string): Promise<Omit<Answer, 'tag'>> {
    return await client.query<(string | null)[]>({
        text,
        rowMode: 'array',
        types: asText as never,
    });
}

/** What of the protocol node-postgres does not hand on, and messages of the server. */
function listen(client: pg.Client, { stdout, stderr }: SqlOptions) {
    const seen: { tag: string; state: TransactionState } = { tag: '', state: 'I' };
    const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
    connection.on('commandComplete', ({ text }: { text: string }) => {
        seen.tag = text;
    });
    connection.on('emptyQuery', () => {
        seen.tag = '';
    });
    connection.on('readyForQuery', ({ status }: { status: TransactionState }) => {
        seen.state = status;
    });
    // COPY … TO STDOUT
    connection.on('copyData', ({ chunk }: { chunk: Buffer }) => stdout.write(String(chunk)));
    client.on('notice', ({ severity, message, detail, hint }) => {
        stderr.write(`${severity}: ${message}\n`);
        if (detail) stderr.write(`detail: ${detail}\n`);
        if (hint) stderr.write(`hint: ${hint}\n`);
    });
    return seen;
}
