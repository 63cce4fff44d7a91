import { PipelineError, type ServerErrorFields } from '../errors.ts';
import type { Statement } from '../migrate/statements.ts';

/** Where a script comes from; undefined: it was typed. */
export type Origin = string | undefined;

/** An error of the server, with the line that it is about and a mark under the place. */
export function statementProblem(
    error: Error & ServerErrorFields & { position?: string },
    statement: Statement,
    origin: Origin,
): PipelineError {
    const { position } = error;
    const place = position
        ? excerpt(statement, Number(position), origin)
        : placeOf(statement.line, origin);
    return new PipelineError(error.message, {
        sqlstate: error.code,
        detail: [error.detail, place].filter(Boolean).join('\n') || undefined,
        hint: error.hint,
        cause: error,
    });
}

function placeOf(line: number, origin: Origin): string {
    return origin ? `in the statement at line ${line} of ${origin}` : '';
}

/** The server counts characters from 1, and not the halves of those that JavaScript cuts in two. */
function excerpt({ sql, line }: Statement, position: number, origin: Origin): string {
    const before = [...sql]
        .slice(0, position - 1)
        .join('')
        .split('\n');
    const column = before.at(-1) ?? '';
    const text = sql.split('\n')[before.length - 1]?.trimEnd() ?? '';
    const label = `line ${line + before.length - 1}${origin ? ` of ${origin}` : ''}: `;
    const blank = column.replace(/[^\t]/gu, ' ');
    return `${label}${text}\n${' '.repeat(label.length)}${blank}^`;
}
