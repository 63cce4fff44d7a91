import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { as, canReach, serverAccount } from '../../src/embedded/account.ts';
import { type Image, nodeFirst } from './build.ts';

/** A program of the image, in its environment and with nothing of it to write to. */
export class Container {
    output = '';
    readonly ended: Promise<number | null>;
    readonly #child: ChildProcess;

    constructor(image: Image, program: string[], env: Record<string, string>) {
        const [name = '', ...args] = program;
        this.#child = spawn(name === 'node' ? process.execPath : name, args, {
            ...someoneElse(image.folder),
            cwd: image.folder,
            env: { PATH: nodeFirst(), ...image.variables, ...env },
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        for (const stream of [this.#child.stdout, this.#child.stderr]) {
            stream?.setEncoding('utf8').on('data', (text) => (this.output += text));
        }
        this.ended = new Promise((resolve) => this.#child.once('close', resolve));
    }

    /** What `docker stop` does, within the time that it gives; the exit code. */
    async stop(grace: number): Promise<number | null> {
        const kill = setTimeout(() => this.#child.kill('SIGKILL'), grace * 1000);
        this.#child.kill('SIGTERM');
        const code = await this.ended;
        clearTimeout(kill);
        return code;
    }
}

/** For root, which may write everywhere, a user who may not. */
function someoneElse(folder: string): { uid?: number; gid?: number } {
    const account = serverAccount(folder);
    const isReachable = [process.execPath, path.join(folder, 'package.json')].every((file) =>
        canReach(account, file, 'r'),
    );
    const { uid, gid } = as(account);
    return isReachable ? { uid, gid } : {};
}
