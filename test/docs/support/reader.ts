import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../src/config.ts';
import { scratchFolder } from '../../support/index.ts';
import type { Block } from './markdown.ts';
import { Typed } from './shell.ts';

export interface Printed {
    text: string;
    /** Whether a command failed or a statement raised. */
    isFailed: boolean;
}

/** Who reads a page and types what it says: one shell, and one psql for each database. */
export class Reader {
    readonly #env: NodeJS.ProcessEnv;
    readonly #places: [string, string][];
    readonly #psql = new Map<string, Typed>();
    #shell: Typed | undefined;
    #beside: Typed[] = [];

    /** `places` replaces what a page names, such as a port, by what is there in the test. */
    constructor(env: Record<string, string>, places: Record<string, string> = {}) {
        this.#env = {
            PATH: `${tools()}:${process.env.PATH}`,
            HOME: process.env.HOME,
            LANG: 'C.UTF-8',
            PGTZ: 'UTC',
            // What is made on the way goes with the test run.
            TMPDIR: scratchFolder('reader'),
            ...env,
        };
        this.#places = Object.entries(places);
    }

    async run(block: Block): Promise<Printed> {
        const text = this.#places.reduce((t, [from, to]) => t.replaceAll(from, to), block.text);
        const printed = await this.#run(block, text);
        const shown = this.#places.reduce((t, [from, to]) => t.replaceAll(to, from), printed.text);
        return { ...printed, text: shown };
    }

    async #run({ language, layer, mark }: Block, text: string): Promise<Printed> {
        if (language === 'sql') return this.sql(layer, text);
        if (mark?.kind !== 'until' && mark?.kind !== 'stays') return this.#sh(text);
        const running = new Typed(text, this.#env);
        const before = await running.until(mark.text);
        const rest = await running.until('\n');
        if (mark.kind === 'stays') this.#beside.push(running);
        else await running.interrupt();
        return { text: `${before}${mark.text}${rest}`, isFailed: false };
    }

    async sql(layer: string, text: string): Promise<Printed> {
        const psql = this.#psql.get(layer) ?? (await this.#openPsql(layer));
        this.#psql.set(layer, psql);
        const printed = await psql.send(text, (id) => `\\warn ${id}`);
        return { text: printed.text, isFailed: /^(ERROR|FATAL):/m.test(printed.text) };
    }

    async #openPsql(layer: string): Promise<Typed> {
        const url = await this.#sh(`npx pgstrata url ${layer}`);
        if (url.isFailed) throw new Error(url.text);
        return new Typed(`exec psql -X '${url.text.trim()}'`, this.#env);
    }

    async #sh(text: string): Promise<Printed> {
        this.#shell ??= new Typed('exec bash --norc', this.#env);
        const { text: printed, end } = await this.#shell.send(
            `failed=0; trap 'failed=$?' ERR\n{\n${text}\n} </dev/null`,
            (id) => `echo "${id} $failed"`,
        );
        return { text: printed, isFailed: end !== '0' };
    }

    /** Ctrl-C in what goes on beside. */
    async interrupt(): Promise<void> {
        await Promise.all(this.#beside.map((running) => running.interrupt()));
        this.#beside = [];
    }

    async leave(): Promise<void> {
        await Promise.all([...this.#psql.values()].map((psql) => psql.close()));
        await this.interrupt();
        await this.#shell?.close();
    }
}

let folder: string | undefined;

/** A folder for the PATH: npx, which takes a second to find what is here, and psql where there is none. */
function tools(): string {
    if (folder) return folder;
    folder = scratchFolder('tools');
    const node = process.execPath;
    const add = (name: string, script: string) => {
        fs.writeFileSync(path.join(folder ?? '', name), `#!/bin/sh\nexec ${script}\n`);
        fs.chmodSync(path.join(folder ?? '', name), 0o755);
    };
    if (process.env.DOCS_NPX !== 'real') {
        add('npx', `sh -c 'shift; exec "${node}" "${projectRoot}/bin/pgstrata.js" "$@"' npx "$@"`);
    }
    if (process.env.DOCS_PSQL === 'stand-in' || !isInstalled('psql')) {
        add('psql', `"${node}" "${path.join(import.meta.dirname, 'psql.ts')}" "$@"`);
    }
    return folder;
}

export function isInstalled(program: string): boolean {
    try {
        execFileSync('sh', ['-c', `command -v ${program}`]);
        return true;
    } catch {
        return false;
    }
}
