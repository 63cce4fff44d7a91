import fs from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { type Context, contextOf, examples } from '../context.ts';
import { openDatabases } from '../databases.ts';
import { UsageError } from '../errors.ts';
import { onInterrupt } from '../interrupt.ts';
import type { Layer } from '../layers.ts';
import { splitStatements } from '../migrate/statements.ts';
import { layerArgument } from '../options.ts';
import type { Sink } from '../output.ts';
import { prompt } from '../sql/prompt.ts';
import { type SqlSession, withSqlSession } from '../sql/session.ts';

/** SQL from the command line, or the name of a file; - is standard input. */
export type Source = { command: string } | { file: string };

export interface SqlCommandOptions {
    /** In their order; none: standard input, which on a terminal means the prompt. */
    sources: Source[];
    json: boolean;
    stdin?: NodeJS.ReadStream;
    stdout?: Sink;
    stderr?: Sink;
}

export async function sql(
    { config, output }: Context,
    layer: Layer,
    { sources, json, ...streams }: SqlCommandOptions,
): Promise<void> {
    const { stdin = process.stdin, stdout = process.stdout, stderr = process.stderr } = streams;
    const isTyped = sources.length === 0 && stdin.isTTY === true;
    // Before a connection is made: a file that is not there is a mistake of the command line.
    const given: Source[] = sources.length > 0 || isTyped ? sources : [{ file: '-' }];
    const scripts = await Promise.all(given.map((source) => readScript(source, stdin)));
    const databases = await openDatabases(config);
    await withSqlSession(databases, layer, { stdout, stderr, json }, async (session) => {
        if (isTyped) return await prompt(session, { input: stdin, output: process.stdout }, output);
        const release = onInterrupt(() => {
            session.cancel().catch(output.error);
        });
        try {
            for (const script of scripts) await execute(session, script);
        } finally {
            release();
        }
    });
}

interface Script {
    sql: string;
    origin: string | undefined;
}

async function readScript(source: Source, stdin: NodeJS.ReadStream): Promise<Script> {
    if ('command' in source) return { sql: source.command, origin: undefined };
    const { file } = source;
    if (file === '-') return { sql: await text(stdin), origin: 'standard input' };
    try {
        return { sql: await fs.readFile(file, 'utf8'), origin: file };
    } catch (error) {
        throw new UsageError(`${file} cannot be read`, { detail: (error as Error).message });
    }
}

/** One by one, so that each is a transaction of its own, as a CALL that commits needs it. */
async function execute(session: SqlSession, { sql, origin }: Script): Promise<void> {
    // A byte order mark is no SQL.
    for (const statement of splitStatements(sql.replace(/^\uFEFF/, ''))) {
        await session.execute(statement, origin);
    }
}

export function register(program: Command): void {
    const sources: Source[] = [];
    program
        .command('sql')
        .summary('run SQL in a database: from the command line, a file, standard input, or typed')
        .description(
            'Run SQL in a database: from the command line, a file, standard input, or typed at a ' +
                'prompt. For whoever has no psql, which the embedded PostgreSQL does not bring.',
        )
        .addArgument(layerArgument())
        .option('-c, --command <statement>', 'run this; may be given several times', (command) => {
            sources.push({ command });
        })
        .option(
            '-f, --file <file>',
            'run this file, - for standard input; several times',
            (file) => {
                sources.push({ file });
            },
        )
        .addHelpText(
            'after',
            [
                '\nStatements are sent one by one, each a transaction of its own unless BEGIN opens one; the',
                'first error ends it with exit code 1. Without -c and -f it reads standard input, and asks on',
                'a terminal. It logs in as the URL of the database says; times are UTC. With --json, each',
                'statement yields one document: its rows, or its tag.',
            ].join('\n'),
        )
        .addHelpText(
            'after',
            examples(
                'pgstrata sql dwh',
                'pgstrata sql dwh -c "SELECT * FROM vw_data_freshness"',
                'pgstrata sql operational -f changes.sql',
                'echo "SELECT count(*) FROM stg_rejects" | pgstrata sql stg --json',
            ),
        )
        .action(async (layer: Layer, _options: object, command: Command) => {
            const { json } = command.optsWithGlobals<{ json?: boolean }>();
            await sql(contextOf(command), layer, { sources, json: json ?? false });
        });
}
