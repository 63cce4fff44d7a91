/** Cuts text at the semicolons that end statements; `rest` is what has no end yet. */
export function splitStatements(text: string): { statements: string[]; rest: string } {
    // Strings, names in quotes, bodies in dollars and comments hide their semicolons.
    const tokens =
        /'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$\w*\$)[\s\S]*?\1|--[^\n]*|\/\*[\s\S]*?\*\/|;|\$\w*\$|[\s\S]/g;
    const statements: string[] = [];
    let start = 0;
    for (const { 0: token, index } of text.matchAll(tokens)) {
        // A quote or a body without an end: more has to come.
        if (token === "'" || token === '"' || /^\$\w*\$$/.test(token)) break;
        if (token !== ';') continue;
        const statement = text.slice(start, index).trim();
        if (statement !== '') statements.push(statement);
        start = index + 1;
    }
    const rest = text.slice(start);
    return { statements, rest: /^\s*$/.test(rest) ? '' : rest };
}
