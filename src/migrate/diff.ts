/** The lines in which two texts differ, with `-` and `+`, and what stands around them. */
export function diff(before: string, after: string, context = 2): string {
    const a = before.split('\n');
    const b = after.split('\n');
    const marked = align(a, b);
    const near = (at: number) =>
        marked.slice(Math.max(0, at - context), at + context + 1).some((line) => line[0] !== ' ');
    const shown: string[] = [];
    for (const [at, line] of marked.entries()) {
        if (near(at)) shown.push(line);
        else if (shown.at(-1) !== '  …' && shown.length > 0) shown.push('  …');
    }
    if (shown.at(-1) === '  …') shown.pop();
    return shown.join('\n');
}

/** All lines of both, by the longest common subsequence. */
function align(a: string[], b: string[]): string[] {
    const width = b.length + 1;
    const length = new Uint32Array((a.length + 1) * width);
    const at = (i: number, j: number) => length[i * width + j] ?? 0;
    for (let i = a.length - 1; i >= 0; i--) {
        for (let j = b.length - 1; j >= 0; j--) {
            length[i * width + j] =
                a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
        }
    }
    const lines: string[] = [];
    let i = 0;
    let j = 0;
    while (i < a.length || j < b.length) {
        if (i < a.length && j < b.length && a[i] === b[j]) {
            lines.push(`  ${a[i]}`);
            i++;
            j++;
        } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
            lines.push(`- ${a[i++]}`);
        } else {
            lines.push(`+ ${b[j++]}`);
        }
    }
    return lines;
}
