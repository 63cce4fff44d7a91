import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { checkServer } from '../../src/doctor/server.ts';

describe('a server that cannot be had in a test', () => {
    const well = {
        isStandby: false,
        isReadOnly: false,
        encoding: 'UTF8',
        tracksActivities: true,
        silent: 0,
        preparable: 0,
        prepared: 0,
        oldestPrepared: null,
    };
    const clientOf = (facts: object, refuses?: RegExp) =>
        ({
            query: async (sql: string) => {
                if (refuses?.test(sql)) throw new Error('not supported on this platform');
                return { rows: [{ ...well, ...facts }] };
            },
        }) as unknown as pg.Client;

    test('is a standby, which shows only its own transactions', async () => {
        const client = clientOf({ isStandby: true });
        expect(await checkServer({ layer: 'operational', client })).toContainEqual({
            check: 'operational: writable',
            status: 'problem',
            detail: 'the server is a standby, which shows only its own transactions',
            hint: 'let PGSTRATA_OPERATIONAL_URL name the primary',
        });
    });

    test('does not notice that a caller has gone', async () => {
        const client = clientOf({}, /^set client_connection_check_interval/);
        expect(await checkServer({ layer: 'stg', client })).toContainEqual(
            expect.objectContaining({ check: 'stg: abandoned work', status: 'problem' }),
        );
    });

    test('has prepared transactions turned off', async () => {
        const checks = await checkServer({ layer: 'operational', client: clientOf({}) });
        expect(checks).toContainEqual({
            check: 'operational: prepared transactions',
            status: 'ok',
            detail: 'not in use: max_prepared_transactions is 0',
        });
    });
});
