import { expect, test } from 'vitest';
import {
    isFromElsewhere,
    isLoopbackHost,
    isOwnOrigin,
    ownPath,
} from '../../../src/web/access/origin.ts';

test.each([
    'localhost',
    'localhost:8080',
    'LOCALHOST:8080',
    '127.0.0.1:8080',
    '127.1.2.3',
    '[::1]:8080',
    'warehouse.localhost:8080',
])('%s is this machine', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
});

test.each([
    undefined,
    '',
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.1.2:8080',
    'localhost@evil.example',
    'evil.example/localhost',
    'evil.example#localhost',
    '0.0.0.0:8080',
])('%s is not', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
});

const host = 'localhost:8080';
test.each([
    [{ origin: 'http://localhost:8080' }, true],
    [{ origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'https://dwh.example', 'sec-fetch-site': 'same-origin' }, false],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{}, false],
    [{ origin: 'null' }, false],
    [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
    [{ origin: 'http://evil.example' }, false],
    [{ origin: 'http://localhost:9090' }, false],
    [{ origin: 'http://localhost:8080', 'sec-fetch-site': 'same-site' }, false],
    [{ origin: 'http://localhost:8080', 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
])('a POST with %j is our own: %j', (headers, expected) => {
    expect(isOwnOrigin(new Headers({ host, ...headers } as Record<string, string>))).toBe(expected);
});

test.each([
    ['GET', {}, false],
    ['GET', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, false],
    ['GET', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, false],
    ['GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, false],
    ['GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, true],
    ['GET', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }, true],
    ['GET', { 'sec-fetch-site': 'cross-site' }, true],
    ['HEAD', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, true],
    ['POST', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, true],
])('%s with %j comes from the page of somebody else: %j', (method, headers, expected) => {
    expect(isFromElsewhere(method, new Headers(headers as Record<string, string>))).toBe(expected);
});

test.each([
    ['/', '/'],
    ['/runs?status=FAILED', '/runs?status=FAILED'],
    ['/a/../runs', '/runs'],
    ['//evil.example', undefined],
    ['/\\evil.example', undefined],
    ['/.//evil.example', undefined],
    ['/\t/evil.example', undefined],
    ['https://evil.example/', undefined],
    ['runs', undefined],
    ['', undefined],
    [undefined, undefined],
])('%j leads to %j', (text, expected) => {
    expect(ownPath(text)).toBe(expected);
});
