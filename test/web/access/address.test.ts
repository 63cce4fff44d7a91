import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { clientAddress } from '../../../src/web/access/address.ts';

const { trustedProxies } = readConfig({
    PGSTRATA_WEB_TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1,2001:db8::/32',
}).web;

test.each([
    ['192.0.2.1', undefined, '192.0.2.1'],
    ['::ffff:192.0.2.1', undefined, '192.0.2.1'],
    // Whoever comes without a proxy can write what he wants.
    ['192.0.2.1', '198.51.100.7', '192.0.2.1'],
    ['127.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['::ffff:127.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['10.1.2.3', '1.1.1.1, 198.51.100.7', '198.51.100.7'],
    ['10.1.2.3', '1.1.1.1, 198.51.100.7,10.9.9.9', '198.51.100.7'],
    ['2001:db8::1', '[2001:dead::1]:4711', '2001:dead::1'],
    ['127.0.0.1', '198.51.100.7:4711', '198.51.100.7'],
    ['127.0.0.1', '10.2.2.2', '10.2.2.2'],
    ['127.0.0.1', 'unknown', '127.0.0.1'],
    ['127.0.0.1', '198.51.100.7, unknown', '127.0.0.1'],
    ['127.0.0.1', '', '127.0.0.1'],
    ['unknown', '198.51.100.7', 'unknown'],
])('a connection of %s for %j comes from %s', (peer, forwardedFor, expected) => {
    expect(clientAddress(peer, forwardedFor, trustedProxies)).toBe(expected);
});

test('nobody is trusted unless a setting says so', () => {
    const { trustedProxies } = readConfig({}).web;
    expect(clientAddress('127.0.0.1', '198.51.100.7', trustedProxies)).toBe('127.0.0.1');
    expect(clientAddress('127.0.0.1', '198.51.100.7', undefined)).toBe('127.0.0.1');
});

test.each([
    '10.0.0.0/33',
    '10.0.0',
    'proxy.example',
    '::/129',
    '10.0.0.0/8/8',
    '10.0.0.1 10.0.0.2',
])('%s is no list of addresses', (text) => {
    expect(() => readConfig({ PGSTRATA_WEB_TRUSTED_PROXIES: text })).toThrow(
        'which is neither an address nor a block such as 10.0.0.0/8',
    );
});
