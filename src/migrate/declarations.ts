import type pg from 'pg';
import { PgstrataError } from '../errors.ts';
import type { Layer } from '../layers.ts';
import type { SqlFile } from './files.ts';
import { type Remembered, remember } from './remembered.ts';
import { sqlstate } from './session.ts';
import { type Statement, splitStatements } from './statements.ts';

/**
 * Runs the declarations of the models, which check themselves against the catalog as it is now: all
 * of them every time, within the transaction that installs, as pgstrata_owner.
 *
 * @returns the files whose text is new
 */
export async function runDeclarations(
    client: pg.Client,
    layer: Layer,
    files: SqlFile[],
    state: { remembered: Remembered[]; serverMajor: number },
): Promise<string[]> {
    const declarations = files.filter(({ kind }) => kind === 'declarations');
    await client.query('set local role pgstrata_owner');
    for (const file of declarations) {
        for (const statement of splitStatements(file.sql)) {
            await client.query(statement.sql).catch((error) => {
                throw declarationProblem(error, layer, file, statement);
            });
        }
    }
    await client.query('set local role pgstrata_pipeline');
    const changed = declarations.filter((file) => !isDeclared(file, state.remembered));
    for (const { file, hash } of changed) {
        const server_major = state.serverMajor;
        await remember(client, {
            object: file,
            file,
            file_hash: hash,
            object_hash: hash,
            server_major,
        });
    }
    return changed.map(({ file }) => file);
}

/** Whether this very text has been run before. */
export function isDeclared({ file, hash }: SqlFile, remembered: Remembered[]): boolean {
    return remembered.some((row) => row.object === file && row.file_hash === hash);
}

function declarationProblem(
    error: unknown,
    layer: Layer,
    { file }: SqlFile,
    statement: Statement,
): PgstrataError {
    const { message, detail, hint, position } = error as Error & Record<string, string | undefined>;
    const before = statement.sql.slice(0, Math.max(0, Number(position ?? 1) - 1));
    const line = statement.line + before.split('\n').length - 1;
    return new PgstrataError(`${layer}: ${file}, line ${line}: ${message}`, 1, {
        detail: [`SQLSTATE ${sqlstate(error)}`, detail].filter(Boolean).join('\n'),
        hint,
        cause: error,
    });
}
