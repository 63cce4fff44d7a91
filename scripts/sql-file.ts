import { hasSqlDetails, loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';

await loadModule();

export interface Statement {
    /** The node of the parse tree, such as CreateFunctionStmt. */
    kind: string;
    // biome-ignore lint/suspicious/noExplicitAny: the shape of a node depends on its kind
    node: any;
    line: number;
    text: string;
}

export interface SqlFile {
    /** Its path below the project. */
    path: string;
    text: string;
    statements: Statement[];
}

export interface Problem {
    path: string;
    line: number;
    message: string;
}

/** The statements of a file, or the place where it is no SQL. */
export function parseFile(path: string, text: string): SqlFile | Problem {
    // The parser counts bytes.
    const bytes = Buffer.from(text);
    try {
        const statements = (parseSync(text).stmts ?? []).map((raw) => {
            const start = raw.stmt_location ?? 0;
            const end = raw.stmt_len ? start + raw.stmt_len : bytes.length;
            const whole = bytes.subarray(start, end).toString();
            // What stands before a statement, comments too, is counted as part of it.
            const before = /^(\s+|--.*(\n|$)|\/\*[\s\S]*?\*\/)*/.exec(whole)?.[0] ?? '';
            const [[kind, node] = ['', undefined]] = Object.entries(raw.stmt ?? {});
            const line = lineAt(bytes.subarray(0, start).toString() + before);
            return { kind, node, line, text: whole.slice(before.length) };
        });
        return { path, text, statements };
    } catch (error) {
        const at = hasSqlDetails(error) ? (error.sqlDetails?.cursorPosition ?? 0) : 0;
        return { path, line: lineAt(text.slice(0, at)), message: (error as Error).message };
    }
}

/** The parse tree of a PL/pgSQL routine, the SQL within it parsed too; or what is wrong with it. */
export function parseRoutine(path: string, { text, line }: Statement): object | Problem {
    try {
        return parsePlPgSQLSync(text);
    } catch (error) {
        const { message } = error as Error;
        // The parser of PL/pgSQL names the word and not its place: the first in the body is shown.
        const word = /near "(.*)"$/.exec(message)?.[1] ?? '';
        const body = text.indexOf('$');
        const offset = text
            .slice(body)
            .search(new RegExp(`(?<!\\w)${word.replace(/\W/g, '\\$&')}(?!\\w)`));
        const before = text.slice(0, word && offset > 0 ? body + offset : 0);
        return { path, line: line + lineAt(before) - 1, message };
    }
}

export function isProblem(result: object): result is Problem {
    return 'message' in result;
}

export function lineAt(before: string): number {
    return before.split('\n').length;
}
