/**
 * Whether a page shows what was printed: the same but for times, dates, durations and the width of columns. `…` stands
 * for anything within a line, and on a line of its own for any lines.
 */
export function isShown(shown: string, printed: string): boolean {
    return matches(plainLines(shown).map(patternOf), plainLines(printed));
}

type Pattern = RegExp | 'any lines';

function patternOf(line: string): Pattern {
    if (line === '…') return 'any lines';
    const parts = line.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`);
}

function matches([first, ...others]: Pattern[], lines: string[]): boolean {
    if (first === undefined) return lines.length === 0;
    if (first === 'any lines') {
        return [...lines, ''].some((_, skipped) => matches(others, lines.slice(skipped)));
    }
    const [line, ...rest] = lines;
    return line !== undefined && first.test(line) && matches(others, rest);
}

const varying: [RegExp, string][] = [
    [/\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d(:\d\d)?|Z)?/g, '<time>'],
    [/\b\d{4}-\d\d-\d\d\b/g, '<date>'],
    [/(\b\d+ days? )?\b\d\d:\d\d:\d\d(\.\d+)?\b/g, '<duration>'],
    [/\b\d+\.\d+ s\b/g, '<duration>'],
    [/-{3,}/g, '---'],
    [/\s+/g, ' '],
];

/** Without what varies and without blank lines. */
function plainLines(text: string): string[] {
    return text
        .split('\n')
        .map((line) =>
            varying.reduce((rest, [pattern, word]) => rest.replace(pattern, word), line).trim(),
        )
        .filter((line) => line !== '');
}
