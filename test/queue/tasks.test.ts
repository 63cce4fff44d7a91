import { expect, test } from 'vitest';
import { RunSessions } from '../../src/queue/session.ts';
import { type Service, tasksOf } from '../../src/queue/tasks.ts';

test('what takes as long as the tables are large is given the time, and nothing else is', async () => {
    const asked: unknown[] = [];
    const pool = {
        query: async (query: unknown) => {
            asked.push(query);
            return { rows: [] };
        },
    };
    const service = { pool, sessions: new RunSessions(), outage: { end: () => {} } };
    for (const { name, work } of tasksOf(service as unknown as Service)) {
        if (name !== 'taking requests') await work();
    }
    const limits = asked.map((query) =>
        typeof query === 'string'
            ? [query]
            : [
                  (query as { text: string }).text,
                  (query as { query_timeout: number }).query_timeout,
              ],
    );
    const day = 24 * 3600 * 1000;
    expect(limits).toEqual([
        ['select engine.beat($1, $2, $3, $4)'],
        ['select engine.settle_crashed()'],
        ['select engine.record_row_counts()', day],
        ['select engine.judge_incidents()'],
        ['call public.apply_retention()', day],
    ]);
});
