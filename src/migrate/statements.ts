export interface Statement {
    sql: string;
    /** where it begins in the script, from 1 */
    line: number;
}

/** What a script leaves open at its end; - is a statement without its semicolon. */
export type Open = '' | '-' | "'" | '"' | '$' | '*' | '(';

export interface Scanned {
    /** Those that a semicolon ends. */
    statements: Statement[];
    /** What stands after the last semicolon, if that is more than space and comments. */
    last: Statement | undefined;
    /** The text of that, space and comments included. */
    rest: string;
    open: Open;
}

/**
 * What hides a semicolon, even where its end is missing: comments, strings, quoted names and dollar
 * quotes; and what groups statements: parentheses, and the words of SQL-standard bodies.
 */
const token =
    /--[^\n]*|\/\*|\be'(?:[^'\\]+|\\[\s\S]|'')*(?:'|\\?$)|'(?:[^']+|'')*(?:'|$)|"(?:[^"]+|"")*(?:"|$)|(?<![\w$])(\$(?:[^\W\d]\w*)?\$)(?:[\s\S]*?\1|[\s\S]*$)|[^\W\d][\w$]*|[;()]/giu;

/** The statements of a script one by one, so that an error can tell which failed. */
export function splitStatements(script: string): Statement[] {
    const { statements, last } = scanStatements(script);
    return last ? [...statements, last] : statements;
}

/** Reads a script as psql does, as far as it goes. */
export function scanStatements(script: string): Scanned {
    const statements: Statement[] = [];
    let start = 0;
    let quote: Open = '';
    let nesting = createNesting();
    token.lastIndex = 0;
    for (let match = token.exec(script); match; match = token.exec(script)) {
        const [text] = match;
        if (text === '/*') {
            const end = commentEnd(script, match.index);
            token.lastIndex = end ?? script.length;
            quote = end === undefined ? '*' : '';
        } else if (text === ';' && nesting.isOutside()) {
            const statement = statementAt(script, start, match.index);
            if (statement) statements.push(statement);
            start = token.lastIndex;
            nesting = createNesting();
        } else {
            quote = openQuote(text, match[1]);
            nesting.read(text);
        }
    }
    const last = statementAt(script, start, script.length);
    const rest = script.slice(start);
    return { statements, last, rest, open: quote || (last ? nesting.open() : '') };
}

function statementAt(script: string, start: number, end: number): Statement | undefined {
    const begin = start + blankLength(script.slice(start, end));
    if (begin >= end) return undefined;
    return { sql: script.slice(begin, end), line: script.slice(0, begin).split('\n').length };
}

/** The sign of a quote whose end is missing. */
function openQuote(text: string, tag: string | undefined): Open {
    if (tag) return text.length >= 2 * tag.length && text.endsWith(tag) ? '' : '$';
    if (text.startsWith('"')) return /^"(?:[^"]|"")*"$/.test(text) ? '' : '"';
    if (/^e'/i.test(text)) return /^e'(?:[^'\\]|\\[\s\S]|'')*'$/i.test(text) ? '' : "'";
    if (text.startsWith("'")) return /^'(?:[^']|'')*'$/.test(text) ? '' : "'";
    return '';
}

/** Parentheses, and BEGIN ATOMIC … END of a routine, between which semicolons end no statement. */
function createNesting() {
    const words: string[] = [];
    let parentheses = 0;
    let blocks = 0;
    const isRoutine = () =>
        /^create (or replace )?(function|procedure)\b/.test(words.slice(0, 4).join(' '));
    return {
        isOutside: () => parentheses === 0 && blocks === 0,
        open: (): Open => (parentheses > 0 ? '(' : '-'),
        read(text: string): void {
            const word = text.toLowerCase();
            if (text === '(') parentheses++;
            else if (text === ')') parentheses = Math.max(0, parentheses - 1);
            else if (!/^[^\W\d][\w$]*$/u.test(text)) return;
            else if (words.push(word) < 4 || !isRoutine()) return;
            else if (word === 'begin' || (word === 'case' && blocks > 0)) blocks++;
            else if (word === 'end') blocks = Math.max(0, blocks - 1);
        },
    };
}

/** How much space and comment a text begins with. */
function blankLength(text: string): number {
    let at = 0;
    for (;;) {
        at += /^(\s|--[^\n]*)*/.exec(text.slice(at))?.[0].length ?? 0;
        if (!text.startsWith('/*', at)) return at;
        at = commentEnd(text, at) ?? text.length;
    }
}

/** Comments of this kind nest in PostgreSQL. */
function commentEnd(text: string, start: number): number | undefined {
    const mark = /\/\*|\*\//g;
    mark.lastIndex = start;
    let depth = 0;
    for (let match = mark.exec(text); match; match = mark.exec(text)) {
        depth += match[0] === '/*' ? 1 : -1;
        if (depth === 0) return mark.lastIndex;
    }
    return undefined;
}
