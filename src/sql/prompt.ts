import readline from 'node:readline/promises';
import { isServerError, PipelineError } from '../errors.ts';
import { type Open, type Statement, scanStatements } from '../migrate/statements.ts';
import type { Output } from '../output.ts';
import type { SqlSession, TransactionState } from './session.ts';

export interface Terminal {
    input: NodeJS.ReadableStream;
    output: NodeJS.WritableStream;
}

const help = [
    'A statement ends at its semicolon, and may take several lines.',
    '  \\q      leave (or Ctrl-D)',
    '  \\?      this help',
    '  Ctrl-C  cancel the statement that runs, or forget the one that is typed',
    'Other commands of psql are not known here. Some statements:',
    '  select table_schema, table_name from information_schema.tables;',
    '  select * from vw_recent_etl_runs limit 9;     -- in dwh',
    '  call run_master_pipeline();                   -- in dwh',
].join('\n');

/** Reads statements from a terminal until it is left; an error ends nothing but its statement. */
export async function prompt(
    session: SqlSession,
    { input, output }: Terminal,
    { progress, error: complain }: Pick<Output, 'progress' | 'error'>,
): Promise<void> {
    const terminal = readline.createInterface({ input, output, terminal: true, historySize: 1000 });
    let typed = '';
    let isBusy = false;
    const ask = () => {
        terminal.setPrompt(promptText(session, scanStatements(typed).open));
        terminal.prompt();
    };
    terminal.on('SIGINT', () => {
        if (isBusy) {
            session.cancel().catch(complain);
            return;
        }
        typed = '';
        terminal.write(null, { ctrl: true, name: 'e' });
        terminal.write(null, { ctrl: true, name: 'u' });
        output.write('\n');
        ask();
    });
    progress(`${session.database}; \\? helps, \\q leaves`);
    ask();
    try {
        for await (const line of terminal) {
            const command = commandIn(line, scanStatements(typed).open);
            if (command === 'leave') return;
            if (command !== undefined) progress(command);
            else {
                const { statements, rest, open } = scanStatements(`${typed}${line}\n`);
                typed = open ? rest : '';
                isBusy = true;
                await executeAll(session, statements, complain);
                isBusy = false;
            }
            ask();
        }
        // Ctrl-D leaves the cursor behind the prompt.
        output.write('\n');
    } finally {
        terminal.close();
    }
}

/** The rest of a line is not sent after an error. */
async function executeAll(
    session: SqlSession,
    statements: Statement[],
    complain: Output['error'],
): Promise<void> {
    for (const statement of statements) {
        try {
            await session.execute(statement);
        } catch (error) {
            if (!(error instanceof PipelineError) || isFatal(error.cause)) throw error;
            complain(error);
            return;
        }
    }
}

/** The server ends the session. */
const isFatal = (cause: unknown) => isServerError(cause) && cause.severity !== 'ERROR';

/** What a line asks of the prompt itself; undefined: it is SQL. */
function commandIn(line: string, open: Open): string | undefined {
    const text = line.trim();
    if (open === '' && /^(quit|exit);?$/i.test(text)) return 'leave';
    if (!text.startsWith('\\') || !['', '-', '('].includes(open)) return undefined;
    if (text === '\\q') return 'leave';
    return text === '\\?' ? help : `${text} is not known here; \\? helps`;
}

const marks: Record<TransactionState, string> = { I: '', T: '*', E: '!' };

/** As in psql: = for a new statement, - or an open quote for one that goes on, * in a transaction. */
function promptText(session: SqlSession, open: Open): string {
    return `${session.database}${open || '='}${marks[session.state()]}> `;
}
