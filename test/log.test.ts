import { describe, expect, test } from 'vitest';
import { ConnectionError } from '../src/errors.ts';
import { createLog, type LogOptions, withoutSecrets } from '../src/log.ts';

function logged(options: LogOptions, ...args: [object, string] | [string]): string {
    let written = '';
    const sink = { write: (text: string) => (written += text) };
    createLog({ ...options, sink }).info(...(args as [string]));
    return written;
}

describe('a line', () => {
    test('is JSON with time and level, of one line', () => {
        const line = logged({}, { run: '12' }, 'two\nlines');
        expect(line).toMatch(/^[^\n]*\n$/);
        expect(JSON.parse(line)).toEqual({
            level: 'info',
            time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
            run: '12',
            msg: 'two\nlines',
        });
    });

    test('is short where a person reads it', () => {
        const err = new ConnectionError('cannot connect');
        expect(logged({ isPlain: true }, { run: '12', err }, 'it failed')).toMatch(
            /^\d\d:\d\d:\d\d it failed: cannot connect \(run 12\)\n$/,
        );
    });

    test('is not there below the level', () => {
        expect(logged({ level: 'warn' }, 'nothing')).toBe('');
    });

    test('tells of an expected error what helps, and of a bug where it is', () => {
        const err = new ConnectionError('no', { detail: 'd', hint: 'h' });
        expect(JSON.parse(logged({}, { err }, '')).err).toEqual({
            message: 'no',
            detail: 'd',
            hint: 'h',
        });
        expect(JSON.parse(logged({}, { err: new Error('bug') }, '')).err.stack).toContain(
            'log.test',
        );
    });
});

describe('no line shows', () => {
    const url = 'postgresql://deploy:s3cret-p%40ss@db.example:5432/dwh?sslmode=disable';

    test.for<[string, [object, string] | [string]]>([
        ['a URL in a message', [`cannot reach ${url}`]],
        ['a URL in an error', [{ err: new Error(`bad ${url}`) }, 'it failed']],
        ['a URL in a value', [{ target: url }, 'it failed']],
        ['a password', [{ password: 's3cret-p%40ss' }, 'x']],
        ['a nested password', [{ options: { client: { password: 's3cret-p%40ss' } } }, 'x']],
        ['a token', [{ headers: { authorization: 'Bearer s3cret-p%40ss' } }, 'x']],
        ['a connection string', ["host=db password='s3cret-p%40ss' user=x"]],
    ])('the secret of %s', ([, args]) => {
        for (const isPlain of [true, false]) {
            const line = logged({ isPlain }, ...args);
            expect(line).not.toContain('s3cret');
            expect(line).toContain('…');
        }
    });

    test('the rest of a URL stays', () => {
        expect(withoutSecrets(url)).toBe(
            'postgresql://deploy:…@db.example:5432/dwh?sslmode=disable',
        );
        const harmless = 'https://example.com:443/path see user@example.com at 12:30';
        expect(withoutSecrets(harmless)).toBe(harmless);
    });
});
