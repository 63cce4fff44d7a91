import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { withLock } from '../../src/embedded/lock.ts';
import { scratchFolder } from '../support/index.ts';

test('work of two callers does not overlap', async () => {
    const folder = scratchFolder('lock');
    const order: string[] = [];
    let finishFirst = () => {};
    const first = withLock(folder, async () => {
        order.push('first begins');
        await new Promise<void>((resolve) => (finishFirst = resolve));
        order.push('first ends');
    });
    const second = withLock(folder, async () => void order.push('second begins'));
    finishFirst();
    await Promise.all([first, second]);
    expect(order).toEqual(['first begins', 'first ends', 'second begins']);
});

test('the lock is given back when the work fails', async () => {
    const folder = scratchFolder('lock');
    await expect(withLock(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(fs.readdirSync(folder)).toEqual([]);
    expect(await withLock(folder, async () => 'done')).toBe('done');
});

test('the lock of a process that has ended is no obstacle', async () => {
    const folder = scratchFolder('lock');
    const { pid } = spawnSync(process.execPath, ['--version']);
    fs.writeFileSync(path.join(folder, 'lock'), `${pid}\n`);
    expect(await withLock(folder, async () => 'done')).toBe('done');
});
