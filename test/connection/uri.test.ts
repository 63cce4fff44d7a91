import { describe, expect, test } from 'vitest';
import {
    addressOf,
    databaseOf,
    hostOf,
    passwordOf,
    portOf,
    readUri,
    userOf,
    writeUri,
} from '../../src/connection/uri.ts';
import { raisedBy } from '../support/index.ts';

describe('a URI', () => {
    test.for([
        ['postgresql://', {}],
        ['postgres://db1', { host: 'db1' }],
        ['postgresql://:6001/shop', { port: '6001', dbname: 'shop' }],
        ['postgresql:///shop', { dbname: 'shop' }],
        ['postgresql://app@/shop', { user: 'app', dbname: 'shop' }],
        ['postgresql://app:@db1/shop', { user: 'app', host: 'db1', dbname: 'shop' }],
        ['postgresql://[::1]:6001/shop', { host: '::1', port: '6001', dbname: 'shop' }],
        ['postgresql://%2Fvar%2Frun/shop', { host: '/var/run', dbname: 'shop' }],
        [
            'postgresql:///shop?host=/var/run&port=6001',
            { host: '/var/run', port: '6001', dbname: 'shop' },
        ],
        ['postgresql://db1?dbname=shop&user=app', { host: 'db1', dbname: 'shop', user: 'app' }],
        [
            'postgresql://a%40b:p%3A%2f@db1/a%20b',
            { user: 'a@b', password: 'p:/', host: 'db1', dbname: 'a b' },
        ],
        [
            'postgresql://app:p@ss@db1/shop',
            { user: 'app', password: 'p@ss', host: 'db1', dbname: 'shop' },
        ],
        [
            'postgresql://app:p#s+s@db1/shop',
            { user: 'app', password: 'p#s+s', host: 'db1', dbname: 'shop' },
        ],
        [
            'postgresql://db1/shop?options=-c%20geqo%3Doff',
            { host: 'db1', dbname: 'shop', options: '-c geqo=off' },
        ],
        ['postgresql://?service=shop', { service: 'shop' }],
        ['postgresql://db1/shop?ssl=true', { host: 'db1', dbname: 'shop', sslmode: 'require' }],
    ] as const)('%s', ([text, parts]) => {
        expect(readUri(text)).toEqual(parts);
    });

    test('with a parameter that has no value is refused', async () => {
        const { message } = await raisedBy(() => readUri('postgresql://db1/shop?sslmode'));
        expect(message).toBe('has a parameter without a value');
    });
});

test('what is written is read again as it was, with spaces that libpq knows', () => {
    const parts = {
        host: '/var/run/a b',
        port: '6001',
        user: 'a@b',
        password: 'p:/?#+ %',
        dbname: 'ü/b',
        options: '-c geqo=off',
    };
    const url = writeUri(parts);
    expect(readUri(url.href)).toEqual(parts);
    expect(url.href).toContain('?options=-c%20geqo%3Doff');
    expect(hostOf(url)).toBe(parts.host);
    expect(portOf(url)).toBe(parts.port);
    expect(userOf(url)).toBe(parts.user);
    expect(passwordOf(url)).toBe(parts.password);
    expect(databaseOf(url)).toBe(parts.dbname);
    expect(addressOf(writeUri({ host: '::1', dbname: 'shop', password: 'x' }))).toBe(
        '::1:5432/shop',
    );
});
