import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findPostmaster, stopPostmaster } from '../../src/embedded/postmaster.ts';
import { scratchFolder } from '../support/index.ts';

function dataFolder(pid: number | string): string {
    const data = path.join(scratchFolder('postmaster'), 'data');
    fs.mkdirSync(data);
    const lines = [pid, data, 1700000000, 5999, '', '127.0.0.1', '12345', 'ready   ', ''];
    fs.writeFileSync(path.join(data, 'postmaster.pid'), lines.join('\n'));
    return data;
}

test('a folder without a server has none to find or stop', async () => {
    const data = scratchFolder('postmaster');
    expect(findPostmaster(data)).toBeUndefined();
    expect(findPostmaster(path.join(data, 'missing'))).toBeUndefined();
    expect(await stopPostmaster(data)).toBe(false);
});

test('a process that has got the number of a crashed server is not taken for it', async () => {
    const data = dataFolder(process.pid);
    expect(findPostmaster(data)).toBeUndefined();
    // It would be this process that gets the signal.
    expect(await stopPostmaster(data)).toBe(false);
});

test('a file that is only half written names no server', () => {
    expect(findPostmaster(dataFolder(''))).toBeUndefined();
});
