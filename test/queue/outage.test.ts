import { expect, test } from 'vitest';
import { ConnectionError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { isConnectionLoss, Outage } from '../../src/queue/outage.ts';

const sent = (code: string, message: string) =>
    Object.assign(new Error(message), { code, severity: 'ERROR' });

test.for<[string, boolean, unknown]>([
    ['a dblink of dwh that failed', false, sent('08001', 'could not establish connection')],
    [
        'a timeout of a statement',
        false,
        sent('57014', 'canceling statement due to statement timeout'),
    ],
    ['any error of a statement', false, sent('23505', 'duplicate key')],
    ['a database that was dropped', false, sent('57P04', 'terminating connection')],
    ['a server that stops', true, sent('57P01', 'terminating connection')],
    ['a server that starts', true, sent('57P03', 'the database system is starting up')],
    ['a server without a connection left', true, sent('53300', 'too many clients')],
    ['a socket', true, Object.assign(new Error('read'), { code: 'ECONNRESET' })],
    ['a query without an answer', true, new Error('Query read timeout')],
    ['a connection that ended', true, new Error('Connection terminated unexpectedly')],
    ['a login that failed', true, new ConnectionError('cannot connect to dwh')],
    ['a bug', false, new TypeError('x is not a function')],
])('%s is a lost connection: %s', ([, isLoss, error]) => {
    expect(isConnectionLoss(error)).toBe(isLoss);
});

test('what a living server says is reported as it is, and no end of an outage comes of it', () => {
    const lines: string[] = [];
    const outage = new Outage(createLog({ sink: { write: (line) => lines.push(line) } }));
    outage.report(sent('08001', 'could not establish connection'), 'counting rows failed');
    outage.end();
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
        { level: 'error', msg: 'counting rows failed', err: { code: '08001' } },
    ]);
});

test('a connection that is closed on purpose is no outage, and any other error is still reported', () => {
    const lines: string[] = [];
    const outage = new Outage(createLog({ sink: { write: (line) => lines.push(line) } }));
    outage.close();
    outage.report(sent('57P01', 'terminating connection'), 'a connection failed');
    expect(lines).toEqual([]);
    outage.report(new TypeError('x is not a function'), 'a task failed');
    expect(lines).toHaveLength(1);
});
