import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../src/config.ts';

export interface CliResult {
    code: number | null;
    stdout: string;
    stderr: string;
}

/** Runs the command line as a user does, with these settings and no others. */
export function pgstrata(args: string[], env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
    const child = spawn(process.execPath, [path.join(projectRoot, 'bin/pgstrata.js'), ...args], {
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
        stdio: 'pipe',
        // One that does not end must not outlive its test.
        timeout: 55_000,
        killSignal: 'SIGKILL',
    });
    child.stdin.end();
    const result: CliResult = { code: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => (result.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (result.stderr += text));
    return new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code) => resolve({ ...result, code }));
    });
}
