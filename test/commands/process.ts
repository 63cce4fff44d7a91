import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import path from 'node:path';
import { projectRoot } from '../../src/config.ts';

/** A command line that goes on until it is told to end. */
export class Running {
    stdout = '';
    stderr = '';
    readonly ended: Promise<number | null>;
    readonly #child;
    readonly #said = new EventEmitter();

    constructor(args: string[], env: NodeJS.ProcessEnv) {
        this.#child = spawn(
            process.execPath,
            [path.join(projectRoot, 'bin/pgstrata.js'), ...args],
            {
                env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
                stdio: ['ignore', 'pipe', 'pipe'],
            },
        );
        this.#child.stdout.setEncoding('utf8').on('data', (text) => {
            this.stdout += text;
            this.#said.emit('text');
        });
        this.#child.stderr.setEncoding('utf8').on('data', (text) => {
            this.stderr += text;
            this.#said.emit('text');
        });
        this.ended = new Promise((resolve) => this.#child.once('close', resolve));
    }

    /** Waits until something stands on one of the streams, for at most a minute. */
    async says(text: string | RegExp): Promise<void> {
        const isSaid = () => (this.stdout + this.stderr).search(text) >= 0;
        const deadline = AbortSignal.timeout(60_000);
        const isOver = this.ended.then(() => true);
        while (!isSaid()) {
            const next = once(this.#said, 'text', { signal: deadline }).then(() => false);
            if (await Promise.race([next, isOver])) break;
        }
        if (!isSaid()) throw new Error(`it ended without ${text}:\n${this.stdout}${this.stderr}`);
    }

    /** Ctrl-C; returns the exit code. */
    async interrupt(): Promise<number | null> {
        this.#child.kill('SIGINT');
        return await this.ended;
    }

    /** For the end of a test that failed. */
    async kill(): Promise<void> {
        this.#child.kill('SIGKILL');
        await this.ended;
    }
}
