import { describe, expect, test } from 'vitest';
import { UsageError } from '../src/errors.ts';
import { createOutput, formatTable, type OutputOptions, type Table } from '../src/output.ts';

const int4 = 23;
const int8 = 20;
const numeric = 1700;

const table: Table = {
    fields: [{ name: 'entity' }, { name: 'rows', dataTypeID: int4 }],
    rows: [
        { entity: 'customers', rows: 7 },
        { entity: 'sales', rows: 12345 },
    ],
};

function capture(options: OutputOptions & { isTTY?: boolean } = {}) {
    const written = { stdout: '', stderr: '' };
    const sink = (name: keyof typeof written) => ({
        isTTY: options.isTTY ?? false,
        write: (text: string) => {
            written[name] += text;
        },
    });
    const output = createOutput({
        stdout: sink('stdout'),
        stderr: sink('stderr'),
        env: {},
        ...options,
    });
    return { output, written };
}

describe('a table', () => {
    test('has text to the left, numbers to the right and no trailing blanks', () => {
        expect(formatTable(table)).toEqual([
            'entity      rows',
            'customers      7',
            'sales      12345',
        ]);
    });

    test('shows NULL as nothing, arrays as lists and objects as JSON', () => {
        const [, line] = formatTable({
            fields: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
            rows: [{ a: null, b: ['x', 'y'], c: { k: 1 } }],
        });
        expect(line).toBe('   x, y  {"k":1}');
    });

    test('keeps a text of several lines on one', () => {
        const rows = [{ sql: 'select 1\n   from t\n  where x' }];
        expect(formatTable({ fields: [{ name: 'sql' }], rows })[1]).toBe('select 1 from t where x');
    });
});

describe('data', () => {
    test('goes to stdout in sections, each under its title', () => {
        const { output, written } = capture();
        const empty: Table = { fields: [{ name: 'run' }], rows: [] };
        output.print([
            { name: 'counts', title: 'Rows', table },
            { name: 'runs', title: 'Runs', table: empty },
        ]);
        expect(written.stdout).toBe(
            'Rows\nentity      rows\ncustomers      7\nsales      12345\n\nRuns\nrun\n(none)\n',
        );
        expect(written.stderr).toBe('');
    });

    test('is an array in JSON when there is one section, an object of arrays when there are more', () => {
        const one = capture({ json: true });
        one.output.print([{ name: 'counts', title: 'Rows', table }]);
        expect(JSON.parse(one.written.stdout)).toEqual(table.rows);
        const two = capture({ json: true });
        two.output.print([
            { name: 'counts', title: 'Rows', table },
            { name: 'others', title: 'Others', table },
        ]);
        expect(JSON.parse(two.written.stdout)).toEqual({ counts: table.rows, others: table.rows });
    });

    test('has every digit of a number in JSON', () => {
        const { output, written } = capture({ json: true });
        output.print([
            {
                name: 'wide',
                title: 'Wide',
                table: {
                    fields: [
                        { name: 'id', dataTypeID: int8 },
                        { name: 'amount', dataTypeID: numeric },
                        { name: 'label', dataTypeID: 25 },
                    ],
                    rows: [{ id: '9007199254740993', amount: '0.10', label: '12' }],
                },
            },
        ]);
        expect(written.stdout).toContain('"id": 9007199254740993,');
        expect(written.stdout).toContain('"amount": 0.10,');
        expect(written.stdout).toContain('"label": "12"');
    });

    test('has a numeric that is no JSON number as text', () => {
        const { output, written } = capture({ json: true });
        const fields = [{ name: 'amount', dataTypeID: numeric }];
        output.print([
            {
                name: 'n',
                title: 'N',
                table: { fields, rows: [{ amount: 'NaN' }, { amount: null }] },
            },
        ]);
        expect(JSON.parse(written.stdout)).toEqual([{ amount: 'NaN' }, { amount: null }]);
    });
});

describe('colour', () => {
    const print = (options: OutputOptions & { isTTY?: boolean }) => {
        const { output, written } = capture(options);
        output.print([{ name: 'counts', title: 'Rows', table }]);
        return written.stdout;
    };

    test('is for a terminal alone', () => {
        expect(print({ isTTY: true })).toContain('\u001b[1mRows\u001b[0m');
        expect(print({ isTTY: false })).not.toContain('\u001b');
    });

    test('is off with NO_COLOR, and an empty NO_COLOR does not count', () => {
        expect(print({ isTTY: true, env: { NO_COLOR: '1' } })).not.toContain('\u001b');
        expect(print({ isTTY: true, env: { NO_COLOR: '' } })).toContain('\u001b');
    });
});

describe('progress and errors', () => {
    test('go to stderr, lines of data to stdout', () => {
        const { output, written } = capture();
        output.progress('working');
        output.line('postgresql://db/dwh');
        expect(written).toEqual({ stdout: 'postgresql://db/dwh\n', stderr: 'working\n' });
    });

    test('an error of ours has message, detail and hint, aligned, and no stack', () => {
        const { output, written } = capture();
        output.error(new UsageError('wrong', { detail: 'one\ntwo', hint: 'do this' }));
        expect(written.stderr).toBe('error: wrong\ndetail: one\n        two\nhint: do this\n');
    });

    test('an unforeseen error keeps its stack', () => {
        const { output, written } = capture();
        output.error(new TypeError('x is not a function'));
        expect(written.stderr).toMatch(/^error: x is not a function\nTypeError: .*\n +at /);
    });

    test('anything thrown is shown', () => {
        const { output, written } = capture();
        output.error('a text');
        expect(written.stderr).toBe('error: a text\n');
    });
});
