import { expect, test } from 'vitest';
import { createReader } from '../../src/status/read.ts';

/** A session to which one relation, schema or server is missing. */
const lacking = (code: string) =>
    ({
        query: async (sql: string) => {
            if (!sql.includes('engine.workers')) return { rows: [], fields: [] };
            throw Object.assign(new Error('it is not there'), { code, severity: 'ERROR' });
        },
    }) as never;

test.for(['42P01', '3F000', '42501', '08001', 'HV00N', 'PS008'])(
    'what fails with %s leaves the rest to be read',
    async (code) => {
        const { sections, problems } = await createReader()(lacking(code));
        expect([...problems]).toEqual([['workers', 'it is not there']]);
        expect(sections.length).toBeGreaterThan(3);
    },
);

test('another error is one', async () => {
    await expect(createReader()(lacking('XX000'))).rejects.toThrow('it is not there');
});
