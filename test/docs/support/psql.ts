#!/usr/bin/env node
// A stand-in for psql where none is installed, as far as the documentation needs one: a URI, -c, -At, standard input,
// a few backslash commands, and tables as psql prints them.
import { spawnSync } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import process from 'node:process';
import readline from 'node:readline';
import pg from 'pg';
import { splitStatements } from './statements.ts';

interface Result {
    fields: { name: string }[];
    rows: (string | null)[][];
}

const isPlain = process.argv.some((word) => /^-(At|tA)$/.test(word));
const commands = process.argv.flatMap((word, i) => (word === '-c' ? [process.argv[i + 1]] : []));
const uri = process.argv.slice(2).find((word) => word.startsWith('postgres'));

// Values as the server writes them.
const types = { getTypeParser: () => (value: string) => value };
const client = new pg.Client({ connectionString: uri, types } as pg.ClientConfig);
client.on('notice', ({ severity, message }) => process.stdout.write(`${severity}:  ${message}\n`));
client.on('error', () => {});
// What psql prints of a statement without rows; node-postgres keeps the first word of it only.
let tag = '';
(client as unknown as { connection: EventEmitter }).connection.on(
    'commandComplete',
    ({ text }: { text: string }) => (tag = text),
);
try {
    await client.connect();
} catch (error) {
    process.stdout.write(`psql: error: ${(error as Error).message}\n`);
    process.exit(2);
}
await (commands.length > 0 ? runCommands() : runInput());
await client.end();

async function runCommands(): Promise<void> {
    for (const command of commands) {
        for (const statement of splitStatements(`${command};`).statements) {
            if (!(await run(statement))) process.exitCode = 1;
        }
    }
}

async function runInput(): Promise<void> {
    let text = '';
    for await (const line of readline.createInterface({ input: process.stdin })) {
        if (text.trim() === '' && line.startsWith('\\')) {
            await runBackslash(line);
            continue;
        }
        const { statements, rest } = splitStatements(`${text}${line}\n`);
        text = rest;
        for (const statement of statements) await run(statement);
    }
}

async function runBackslash(line: string): Promise<void> {
    const [name, ...words] = line.split(' ');
    if (name === '\\echo' || name === '\\warn') process.stdout.write(`${words.join(' ')}\n`);
    else if (name === '\\!') spawnSync('sh', ['-c', words.join(' ')], { stdio: 'inherit' });
    else if (name === '\\sf') {
        await run(`select pg_get_functiondef('${words[0]}'::regproc)`);
    } else if (name !== '\\q') process.stdout.write(`ERROR:  the stand-in has no ${name}\n`);
}

async function run(statement: string): Promise<boolean> {
    try {
        const result = await client.query({ text: statement, rowMode: 'array' });
        print(result as unknown as Result);
        return true;
    } catch (error) {
        const { severity, message, detail, hint, where } = error as pg.DatabaseError;
        const lines = [`${severity ?? 'ERROR'}:  ${message}`];
        if (detail) lines.push(`DETAIL:  ${detail}`);
        if (hint) lines.push(`HINT:  ${hint}`);
        if (where) lines.push(`CONTEXT:  ${where}`);
        process.stdout.write(`${lines.join('\n')}\n`);
        return false;
    }
}

function print({ fields, rows }: Result): void {
    const cell = (value: string | null) => value ?? '';
    if (isPlain) {
        for (const row of rows) process.stdout.write(`${row.map(cell).join('|')}\n`);
        return;
    }
    const lines: string[] = [];
    if (fields.length > 0) {
        lines.push(
            fields.map(({ name }) => name).join(' | '),
            fields.map(() => '-----').join('+'),
            ...rows.map((row) => row.map(cell).join(' | ')),
            `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`,
        );
    }
    if (fields.length === 0 || /^(INSERT|UPDATE|DELETE|MERGE)/.test(tag)) lines.push(tag);
    process.stdout.write(`${lines.join('\n')}\n`);
}
