import { expect, test } from 'vitest';
import { parsePage } from './support/markdown.ts';
import { isShown } from './support/output.ts';
import { splitStatements } from './support/statements.ts';

test.for([
    ['a  b\n----\n1', 'a b\n-------\n1\n', true],
    ['took 0.1 s', 'took 23.4 s', true],
    ['at 2026-01-02 03:04:05.6+00', 'at 2027-11-12 13:14:15+00', true],
    ['2 rows', '3 rows', false],
    ['a\n…\nd', 'a\nb\nc\nd', true],
    ['a\n…\nd', 'a\nd', true],
    ['a\n…\nd', 'a\nb', false],
    ['a', 'a\nb', false],
    ['a\nb', 'a', false],
    ['n … m', 'n (any) m', true],
    ['a.c', 'abc', false],
] as const)('%j shows %j: %s', ([shown, printed, expected]) => {
    expect(isShown(shown, printed)).toBe(expected);
});

test.for([
    ['select 1; select 2;', ['select 1', 'select 2'], ''],
    [`select ';', ";" -- ;\n;`, [`select ';', ";" -- ;`], ''],
    ['do $$ begin; end; $$;\n', ['do $$ begin; end; $$'], ''],
    ['do $$ begin;\n', [], 'do $$ begin;\n'],
    [`select 'it''s;`, [], `select 'it''s;`],
    ['select 1;\nselect', ['select 1'], '\nselect'],
] as const)('%j is cut into statements', ([text, statements, rest]) => {
    expect(splitStatements(text)).toEqual({ statements, rest });
});

test('what is printed belongs to the block before it, and a mark to the block after it', () => {
    const page = parsePage(
        'a.md',
        [
            '<!-- not run: a reason -->',
            '```sql stg',
            'select 1;',
            '```',
            '```',
            '1',
            '```',
            '<!-- sh',
            'ls',
            '-->',
            '<!-- not rum: a reason -->',
        ].join('\n'),
    );
    expect(page.blocks).toMatchObject([
        { line: 3, language: 'sql', layer: 'stg', output: '1', mark: { reason: 'a reason' } },
        { line: 9, language: 'sh', isHidden: true, text: 'ls', mark: undefined },
    ]);
    expect(page.strange).toHaveLength(1);
});
