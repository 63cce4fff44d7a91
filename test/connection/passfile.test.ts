import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPassword, passwordFromFile } from '../../src/connection/passfile.ts';
import { scratchFolder } from '../support/index.ts';

const login = { host: 'db1', port: '5432', dbname: 'shop', user: 'app' };

describe('a password file', () => {
    test.for([
        ['db1:5432:shop:app:secret', 'secret'],
        ['*:*:*:*:any', 'any'],
        ['#*:*:*:*:comment\ndb1:*:*:app:second\n*:*:*:*:third', 'second'],
        ['db2:5432:shop:app:other', undefined],
        ['db1:5433:shop:app:other', undefined],
        ['db1:5432:shop:app', undefined],
        ['', undefined],
        [String.raw`*:*:*:*:a\:b\\c\d`, String.raw`a:b\cd`],
        ['*:*:*:*:up to a colon:x', 'up to a colon'],
        [' db1:5432:shop:app:indented', undefined],
        ['db1:5432:shop:app:spaces stay \r\n', 'spaces stay '],
    ] as const)('%j has %j', ([text, password]) => {
        expect(findPassword(text, login)).toBe(password);
    });

    test('names escape colons, and a star among other letters is one', () => {
        const odd = { host: '::1', port: '5432', dbname: 'a*', user: String.raw`a\b` };
        expect(findPassword(String.raw`\:\:1:5432:a*:a\\b:secret`, odd)).toBe('secret');
        expect(findPassword('*:*:a*:*:secret', login)).toBeUndefined();
    });

    test('calls a server behind a socket in the usual place localhost, another by its folder', () => {
        const text = 'localhost:*:*:*:usual\n/srv/pg:*:*:*:own';
        expect(findPassword(text, { ...login, host: '/tmp' })).toBe('usual');
        expect(findPassword(text, { ...login, host: '/srv/pg' })).toBe('own');
        expect(findPassword(text, { ...login, host: '/srv/other' })).toBeUndefined();
    });

    test('is not used when others may read it, nor when it is none, and that is told', () => {
        const file = path.join(scratchFolder('home'), '.pgpass');
        const warnings: string[] = [];
        const look = () => passwordFromFile(file, login, (text) => warnings.push(text));
        expect(look()).toBeUndefined();
        expect(warnings).toEqual([]);
        fs.writeFileSync(file, '*:*:*:*:secret\n', { mode: 0o640 });
        expect(look()).toBeUndefined();
        expect(warnings).toEqual([
            `password file ${file} is not used: others may read it; chmod 600 ${file}`,
        ]);
        fs.chmodSync(file, 0o600);
        expect(look()).toBe('secret');
        fs.rmSync(file);
        fs.mkdirSync(file);
        expect(look()).toBeUndefined();
        expect(warnings.at(-1)).toContain('it is not a plain file');
    });
});
