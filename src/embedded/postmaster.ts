import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionError } from '../errors.ts';

export interface Postmaster {
    pid: number;
    port: number;
    ready: boolean;
}

/** The server that runs on a data folder, from the file that PostgreSQL keeps there. */
export function findPostmaster(data: string): Postmaster | undefined {
    let lines: string[];
    try {
        lines = fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
        throw new ConnectionError(`the data folder ${data} cannot be read`, {
            detail: message,
            hint: 'run as the user who started the embedded PostgreSQL',
        });
    }
    const pid = Number(lines[0]);
    // After a crash the file stays, and another process may have got the number.
    if (!pid || !commandLine(pid).includes(data)) return undefined;
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** Fast shutdown; immediate, which means recovery at the next start, when that takes too long. */
export async function stopPostmaster(data: string, timeoutMs = 60_000): Promise<boolean> {
    const running = findPostmaster(data);
    if (!running) return false;
    for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
        try {
            process.kill(running.pid, signal);
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
            throw new ConnectionError(
                `the server with process id ${running.pid} is another user's`,
                {
                    hint: 'stop it as the user who started it',
                },
            );
        }
        const until = Date.now() + timeoutMs;
        while (Date.now() < until) {
            if (findPostmaster(data)?.pid !== running.pid) return true;
            await sleep(20);
        }
    }
    throw new ConnectionError(`the server with process id ${running.pid} does not stop`, {
        hint: `see its log beside ${data}`,
    });
}

function commandLine(pid: number): string {
    try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
        if (fs.existsSync('/proc/self')) return '';
        return spawnSync('ps', ['-ww', '-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' })
            .stdout;
    }
}
