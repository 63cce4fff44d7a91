import { expect, test } from 'vitest';
import { startUpkeep } from '../../src/queue/upkeep.ts';
import { until } from '../support/hops.ts';

test('a task that fails is reported and done again when it is hurried', async () => {
    const errors: string[] = [];
    let times = 0;
    const task = {
        name: 'a task',
        every: 3600,
        work: async () => {
            times++;
            if (times === 1) throw new Error('once');
        },
    };
    const upkeep = startUpkeep([task], (error, name) =>
        errors.push(`${name}: ${(error as Error).message}`),
    );
    await until('it was done', async () => errors.length === 1);
    upkeep.hurry('a task');
    await until('it was done again', async () => times === 2);
    upkeep.hurry('no task');
    await upkeep.stop();
    expect(errors).toEqual(['a task: once']);
});

test('a task that is hurried while it works is done once more after that, never twice at once', async () => {
    let working = 0;
    let most = 0;
    let times = 0;
    let finish = () => {};
    const work = async () => {
        times++;
        most = Math.max(most, ++working);
        if (times === 1) await new Promise<void>((resolve) => (finish = resolve));
        working--;
    };
    const upkeep = startUpkeep([{ name: 'a task', every: 3600, work }], () => {});
    await until('it works', async () => working === 1);
    upkeep.hurry('a task');
    upkeep.hurry('a task');
    finish();
    await until('it has worked again', async () => times === 2 && working === 0);
    await upkeep.stop();
    expect({ times, most }).toEqual({ times: 2, most: 1 });
});

test('stop waits for what is under way', async () => {
    let done = false;
    const work = async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        done = true;
    };
    await startUpkeep([{ name: 'a task', every: 1, work }], () => {}).stop();
    expect(done).toBe(true);
});
