import pg from 'pg';
import { expect, test } from 'vitest';
import { ConnectionError } from '../../src/errors.ts';
import { failureOf } from '../../src/web/failure.ts';

function fromServer(code: string): Error {
    const error = new pg.DatabaseError('no', 2, 'error');
    return Object.assign(error, { code, severity: 'ERROR' });
}

const fromNode = (message: string, fields: object = {}) =>
    Object.assign(new Error(message), fields);

test.each([
    ['22021', 400],
    ['22007', 400],
    ['22008', 400],
    ['22P02', 400],
    ['22003', 400],
    ['22012', 500],
    ['42P01', 500],
    ['57014', 500],
    ['57P01', 503],
    ['53300', 503],
    ['08006', 503],
])('SQLSTATE %s is answered with %i', (code, status) => {
    expect(failureOf(fromServer(code))).toMatchObject({ status, sqlstate: code });
});

test('a warehouse that is lost is one that cannot be reached', () => {
    expect(failureOf(new ConnectionError('dwh does not answer')).status).toBe(503);
});

test.each([
    fromNode('read ECONNRESET', { code: 'ECONNRESET' }),
    fromNode('aborted', { code: 'ECONNRESET' }),
    fromNode('write EPIPE', { code: 'EPIPE' }),
    fromNode('Premature close', { code: 'ERR_STREAM_PREMATURE_CLOSE' }),
    fromNode('This operation was aborted', { name: 'AbortError' }),
    fromNode('Client connection prematurely closed.'),
])('a browser that is lost is not: %s', (error) => {
    expect(failureOf(error).status).toBe(400);
});

test('anything else is a mistake of ours', () => {
    expect(failureOf(new TypeError('undefined is not a function')).status).toBe(500);
});
