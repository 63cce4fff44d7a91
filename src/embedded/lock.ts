import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionError } from '../errors.ts';

/** Two commands at once must not make, start or remove the same cluster. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
    const file = path.join(folder, 'lock');
    const until = Date.now() + 90_000;
    while (!take(file)) {
        if (Date.now() > until) {
            throw new ConnectionError(`another pgstrata command is busy with ${folder}`, {
                hint: `wait for it; if there is none, remove ${file}`,
            });
        }
        await sleep(50);
    }
    try {
        return await work();
    } finally {
        fs.rmSync(file, { force: true });
    }
}

function take(file: string): boolean {
    try {
        fs.writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
        return true;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        if (isAbandoned(file)) fs.rmSync(file, { force: true });
        return false;
    }
}

function isAbandoned(file: string): boolean {
    try {
        const pid = Number(fs.readFileSync(file, 'utf8'));
        if (pid) process.kill(pid, 0);
        return false;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ESRCH';
    }
}
