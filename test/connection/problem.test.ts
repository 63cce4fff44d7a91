import { describe, expect, test } from 'vitest';
import { connectionProblem } from '../../src/connection/problem.ts';
import { ConnectionError, UsageError } from '../../src/errors.ts';

const url = new URL('postgresql://app:s%40fe@db1:6001/shop');

const failure = (code: string, message = 'it failed') =>
    Object.assign(new Error(message), { code });

describe('what the message says', () => {
    test.for([
        ['ECONNREFUSED', 'nothing accepts connections there'],
        ['ENOTFOUND', 'that host is not known'],
        ['28P01', 'wrong user or password'],
        ['3D000', 'no such database'],
        ['53300', 'the server has no connection left'],
        ['57P03', 'the server is starting or stopping'],
        ['SELF_SIGNED_CERT_IN_CHAIN', "the server's certificate is not accepted"],
        ['XX000', 'the attempt failed'],
    ])('%s: %s', ([code, says]) => {
        const error = connectionProblem(failure(`${code}`), url, 'mrr');
        expect(error).toBeInstanceOf(ConnectionError);
        expect(error.message).toBe(`cannot connect to mrr at db1:6001/shop: ${says}`);
        expect(error.exitCode).toBe(3);
        expect(error.hint).toMatch(/\w/);
    });

    test.for([
        ['timeout expired', 'no answer in time'],
        ['Connection terminated unexpectedly', 'the connection was closed'],
        ['SASL: client password must be a string', 'the server asks for a password'],
        ['The server does not support SSL connections', 'the server has no TLS'],
        ['unable to verify the first certificate', "the server's certificate is not accepted"],
    ])('an error without a code, "%s": %s', ([text, says]) => {
        const error = connectionProblem(new Error(text), url, 'mrr');
        expect(error.message).toBe(`cannot connect to mrr at db1:6001/shop: ${says}`);
        expect(error.detail).toBe(text);
    });

    test('the default port is named where the URL has none', () => {
        const error = connectionProblem(failure('3D000'), new URL('postgresql://db1/x'), 'dwh');
        expect(error.message).toContain('at db1:5432/x:');
    });
});

test('every address that was tried is in the detail', () => {
    const error = new AggregateError([new Error('::1 refused'), new Error('127.0.0.1 refused')]);
    expect(connectionProblem(error, url, 'mrr').detail).toBe('::1 refused; 127.0.0.1 refused');
});

test('the password is in no part, written as in the URL or as it is', () => {
    const text = 'cannot parse postgresql://app:s%40fe@db1, password s@fe';
    const error = connectionProblem(new Error(text), url, 'mrr');
    expect(error.detail).toBe('cannot parse postgresql://app:…@db1, password …');
    expect(error.cause).toBeUndefined();
});

test('an error of ours is already a message for the user', () => {
    const error = new UsageError('sslmode is wrong');
    expect(connectionProblem(error, url, 'mrr')).toBe(error);
});
