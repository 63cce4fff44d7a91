import { describe, expect, test } from 'vitest';
import { ConnectionError } from '../src/errors.ts';
import { createLog, type LogOptions, withoutSecrets } from '../src/log.ts';
import { type Random, replayableRandom } from './support/random.ts';

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
        ['a text with a quoted value', ['password="s3cret-p%40ss"']],
        ['an environment', ['env PGPASSWORD=s3cret-p%40ss psql']],
        ['a key of TLS', ['sslpassword=s3cret-p%40ss sslmode=require']],
        ['a statement', [`alter role x PASSWORD 'it''s s3cret-p%40ss'`]],
        ['a statement with a C string', [`alter role x password E'it\\'s s3cret'`]],
        ['a statement with dollars', ['alter role x password $a$it is s3cret$a$']],
        ['a line of YAML', ['password: s3cret-p%40ss']],
        ['JSON in a text', [JSON.stringify({ password: 'a" s3cret-p%40ss' })]],
        ['what is put into a text', [{}, 'password=s3cret-p%40ss']],
        ['a detail', [{ err: new ConnectionError('no', { detail: `${url} x` }) }, '…']],
        ['a stored password', ['password is SCRAM-SHA-256$4096:s3cret$s3cret:s3cret']],
        ['a deep object', [{ a: { b: { c: { d: [{ password: 's3cret' }] } } } }, 'x']],
        ['something that becomes JSON', [{ target: new URL(url) }, 'x']],
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

describe('whatever a log is given', () => {
    let random: Random;
    const pick = <T>(list: readonly T[]) => random.pick(list);
    const noise = () =>
        Array.from({ length: random.integer(0, 12) }, () =>
            pick([
                '"',
                "'",
                '\\',
                '\n',
                '\u2028',
                '\ud800',
                '%s',
                '{',
                '}',
                ':',
                '=',
                '…',
                '@',
                'x',
                ' ',
            ]),
        ).join('');
    const canary = 'c4n4ry';
    const quote = (text: string) => text.replace(/[\\']/g, '\\$&');
    const secrets = [
        () => `password='${quote(noise())}${canary}'`,
        () => `PASSWORD '${(noise().replaceAll('\\', '') + canary).replaceAll("'", "''")}'`,
        () => `PGPASSWORD=${canary}${noise()}`,
        () => `password: ${canary}`,
        () => `postgresql://me:${canary}%22@db/dwh`,
        () => JSON.stringify({ password: noise() + canary }),
        () => JSON.stringify(JSON.stringify({ password: noise() + canary })),
        () => JSON.stringify(`password="${canary}"`),
        () => JSON.stringify(JSON.stringify(`password="${canary}"`)),
    ];
    const text = () => `${noise()} ${pick(secrets)()} ${noise()}`;
    const error = () =>
        Object.assign(new Error(text()), { code: 'XX000', detail: text(), hint: text() });
    const bug = () => new Error(text());

    test('a line is JSON, shows no secret, and is told to a person', () => {
        random = replayableRandom();
        for (let round = 0; round < 2000; round++) {
            const given = pick<() => [object, string] | [string]>([
                () => [text()],
                () => [{ value: text(), list: [{ deep: text() }] }, text()],
                () => [{ err: error() }, text()],
                () => [{ err: bug(), password: canary }, text()],
                () => [bug()] as never,
                () => [{ [text()]: 1, when: new Date(0), none: null }, text()],
            ])();
            const line = logged({}, ...given);
            expect(() => JSON.parse(line), line).not.toThrow();
            expect(line).not.toContain(canary);
            expect(logged({ isPlain: true }, ...given)).not.toContain(canary);
        }
    });

    test('an object that cannot be read does no harm', () => {
        const ring: Record<string, unknown> = {};
        ring.self = ring;
        const trap = {
            get x() {
                throw new Error('no');
            },
        };
        expect(JSON.parse(logged({}, { ring, trap }, 'it')).msg).toBe('it');
    });
});
