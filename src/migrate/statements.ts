export interface Statement {
    sql: string;
    /** where it begins in the file, from 1 */
    line: number;
}

/** What hides a semicolon: comments, strings, quoted names and dollar quotes. */
const token =
    /--[^\n]*|\/\*|\be'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(?<![\w$])(\$(?:[^\W\d]\w*)?\$)[\s\S]*?\1|;/giu;

/**
 * The statements of a script one by one, so that an error can tell which failed. It does not know
 * SQL-standard routine bodies (BEGIN ATOMIC).
 */
export function splitStatements(script: string): Statement[] {
    const statements: Statement[] = [];
    let start = 0;
    const add = (end: number) => {
        const begin = start + blankLength(script.slice(start, end));
        const line = script.slice(0, begin).split('\n').length;
        if (begin < end) statements.push({ sql: script.slice(begin, end), line });
        start = end + 1;
    };
    token.lastIndex = 0;
    for (let match = token.exec(script); match; match = token.exec(script)) {
        if (match[0] === ';') add(match.index);
        else if (match[0] === '/*') token.lastIndex = commentEnd(script, match.index);
    }
    add(script.length);
    return statements;
}

/** How much space and comment a text begins with. */
function blankLength(text: string): number {
    let at = 0;
    for (;;) {
        at += /^(\s|--[^\n]*)*/.exec(text.slice(at))?.[0].length ?? 0;
        if (!text.startsWith('/*', at)) return at;
        at = commentEnd(text, at);
    }
}

/** Comments of this kind nest in PostgreSQL. */
function commentEnd(text: string, start: number): number {
    const mark = /\/\*|\*\//g;
    mark.lastIndex = start;
    let depth = 0;
    for (let match = mark.exec(text); match; match = mark.exec(text)) {
        depth += match[0] === '/*' ? 1 : -1;
        if (depth === 0) return mark.lastIndex;
    }
    return text.length;
}
