import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { projectRoot } from '../../../src/config.ts';

/** A program that reads what is typed, and what it has printed so far, both streams in one. */
export class Typed {
    printed = '';
    readonly ended: Promise<unknown>;
    readonly #child: ChildProcess;

    constructor(command: string, env: NodeJS.ProcessEnv) {
        // Of its own group, so that Ctrl-C reaches all that it has started.
        this.#child = spawn('bash', ['-c', `exec 2>&1; ${command}`], {
            cwd: projectRoot,
            env,
            detached: true,
        });
        this.#child.stdout?.setEncoding('utf8').on('data', (text) => (this.printed += text));
        this.#child.stdin?.on('error', () => {});
        this.ended = once(this.#child, 'close');
    }

    type(text: string): void {
        this.#child.stdin?.write(text);
    }

    /** Waits for a text, and returns what was printed before it since the last one that was waited for. */
    async until(text: string, seconds = 40): Promise<string> {
        const deadline = Date.now() + seconds * 1000;
        let isOver = false;
        void this.ended.then(() => (isOver = true));
        while (!this.printed.includes(text)) {
            if (isOver || Date.now() > deadline) {
                throw new Error(`'${text}' was not printed, but:\n${this.printed}`);
            }
            await new Promise((resolve) => setTimeout(resolve, 10));
        }
        const [before = '', ...rest] = this.printed.split(text);
        this.printed = rest.join(text);
        return before;
    }

    /** Types something and an end mark after it; returns what it printed, and what the mark says. */
    async send(text: string, mark: (id: string) => string): Promise<{ text: string; end: string }> {
        const id = randomUUID();
        this.type(`${text}\n${mark(id)}\n`);
        const printed = await this.until(id);
        return { text: printed, end: (await this.until('\n')).trim() };
    }

    async interrupt(): Promise<void> {
        this.#signal('SIGINT');
        const isLate = new Promise((resolve) => setTimeout(resolve, 20_000, 'late').unref());
        if ((await Promise.race([this.ended, isLate])) === 'late') this.#signal('SIGKILL');
    }

    /** For one that reads what is typed. */
    async close(): Promise<void> {
        this.#child.stdin?.end();
        await this.interrupt();
    }

    #signal(signal: NodeJS.Signals): void {
        if (!this.#child.pid || this.#child.exitCode !== null) return;
        try {
            process.kill(-this.#child.pid, signal);
        } catch {
            // All of it has gone.
        }
    }
}
