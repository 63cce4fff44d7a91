import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
    pauseSchedule,
    removeSchedule,
    resumeSchedule,
    schedule,
    setSchedule,
} from '../../src/commands/schedule.ts';
import { databasesAt } from '../../src/databases.ts';
import { createWarehouse, pgstrata, type Warehouse } from '../support/index.ts';
import { capture } from './capture.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

type Change = Parameters<typeof schedule>[2];

async function shown(change?: (output: ReturnType<typeof capture>['output']) => Change) {
    const { output, written } = capture(warehouse, { json: true });
    await schedule(warehouse.databases, output, change?.(output));
    const data = JSON.parse(written.stdout);
    return { ...data, state: data.schedule[0], stderr: written.stderr };
}

// The tests of this file follow one another.
test('migrate has set one for every six hours, and the next five are shown', async () => {
    const { code, stdout, stderr } = await pgstrata(['schedule'], warehouse.env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^cron +time_zone +paused_at +paused_by\n0 \*\/6 \* \* \* +UTC$/m);
    expect(stdout.match(/T\d\d:00:00Z/g)?.map((time) => Number(time.slice(1, 3)) % 6)).toEqual(
        Array(5).fill(0),
    );
});

test('another is set, with the clock of its zone, and a word about changing clocks', async () => {
    const { state, next, stderr } = await shown((output) =>
        setSchedule(output, '30 5 * * *', 'Europe/Berlin'),
    );
    expect(state).toMatchObject({ cron: '30 5 * * *', time_zone: 'Europe/Berlin' });
    expect(next).toHaveLength(5);
    expect(next[0].local).toMatch(/ 05:30 GMT\+0[12]:00$/);
    expect(stderr).toContain('clocks change in Europe/Berlin');
    const options = await warehouse.value('dwh', 'select options from pgboss.schedule');
    expect(options).toEqual({ tz: 'Europe/Berlin', missed: 'once' });
    const { stderr: silent } = await shown((output) => setSchedule(output, '0 * * * *', 'UTC'));
    expect(silent).toBe('');
});

test('a bad one is refused with the reason, and the old one stays', async () => {
    for (const args of [['0 25 * * *'], ['0 * * * *', '--time-zone', 'Mars/Olympus']]) {
        const { code, stderr } = await pgstrata(['schedule', 'set', ...args], warehouse.env);
        expect(code).toBe(2);
        expect(stderr).toMatch(/is no schedule\ndetail: .*(25|Mars)/s);
    }
    expect((await shown()).state.cron).toBe('0 * * * *');
});

test('it is paused and resumed, once each', async () => {
    const paused = await shown(pauseSchedule);
    expect(paused.state).toMatchObject({ paused_at: expect.any(String), paused_by: 'postgres' });
    expect((await shown(pauseSchedule)).stderr).toContain('paused already');
    expect((await shown(resumeSchedule)).state.paused_at).toBeNull();
    expect((await shown(resumeSchedule)).stderr).toContain('was not paused');
});

describe('an operator', () => {
    const databases = async () =>
        databasesAt({
            ...warehouse.urls,
            dwh: {
                ...warehouse.urls.dwh,
                url: await warehouse.urlAs('dwh', 'pgstrata_operator'),
            },
        });

    test('may see and pause it, but not change it', async () => {
        const { output, written } = capture(warehouse, { json: true });
        await schedule(await databases(), output, pauseSchedule(output));
        await schedule(await databases(), output, resumeSchedule(output));
        expect(written.stdout).toContain('0 * * * *');
        const change = schedule(await databases(), output, removeSchedule);
        await expect(change).rejects.toMatchObject({
            message: 'that login of dwh may not change the schedule',
            hint: expect.stringContaining('the login that migrates'),
        });
    });
});

test('it is removed, and migrate does not bring it back', async () => {
    const { state, next, stderr } = await shown(() => removeSchedule);
    expect(state.cron).toBeNull();
    expect(next).toEqual([]);
    expect(stderr).toContain('there is no schedule');
    await warehouse.migrate();
    expect((await shown()).state.cron).toBeNull();
});
