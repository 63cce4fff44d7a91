import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../src/config.ts';
import {
    healthcheckOf,
    listOf,
    readCopy,
    readDockerfile,
    restsOf,
    type Stage,
    variablesOf,
} from '../compose/dockerfile.ts';

export interface Image {
    /** The working directory of its programs. */
    folder: string;
    variables: Record<string, string>;
    entrypoint: string[];
    command: string[];
    healthcheck: string[];
}

/** Does what the Dockerfile says, each stage in a folder below `scratch`, with the Node of the tests. */
export function buildImage(scratch: string): Image {
    const stages = readDockerfile();
    const roots = new Map<string | undefined, string>();
    for (const [index, stage] of stages.entries()) {
        const root = path.join(scratch, `stage${index}`);
        roots.set(stage.name, root);
        build(stage, root, roots);
    }
    const last = stages.at(-1);
    const root = roots.get(undefined);
    if (!last || !root) throw new Error('the last stage of the Dockerfile has a name');
    return {
        folder: path.join(root, workdirOf(last)),
        variables: variablesOf(last),
        entrypoint: listOf(last, 'ENTRYPOINT'),
        command: listOf(last, 'CMD'),
        healthcheck: healthcheckOf(last),
    };
}

const known = new Set('WORKDIR COPY RUN ENV USER EXPOSE HEALTHCHECK ENTRYPOINT CMD'.split(' '));

const workdirOf = (stage: Stage) => restsOf(stage, 'WORKDIR')[0] ?? '/';

function build(stage: Stage, root: string, roots: Map<string | undefined, string>): void {
    const folder = path.join(root, workdirOf(stage));
    fs.mkdirSync(folder, { recursive: true });
    for (const { word, rest } of stage.instructions) {
        if (!known.has(word)) throw new Error(`this test does not know what ${word} does`);
        if (word === 'COPY') copy(rest, folder, roots);
        if (word === 'RUN') run(rest, folder);
    }
}

function copy(rest: string, folder: string, roots: Map<string | undefined, string>): void {
    const { from, sources, target } = readCopy(rest);
    const context = from ? roots.get(from) : projectRoot;
    if (!context) throw new Error(`no stage is named ${from}`);
    for (const source of sources) {
        // Of a folder its contents are copied.
        const name = target.endsWith('/') ? path.join(target, path.basename(source)) : target;
        fs.cpSync(path.join(context, source), path.join(folder, name), {
            recursive: true,
            verbatimSymlinks: true,
        });
    }
}

function run(command: string, folder: string): void {
    const { status, stderr } = spawnSync('/bin/sh', ['-c', command], {
        cwd: folder,
        encoding: 'utf8',
        // With what this machine needs to reach the registry.
        env: { ...process.env, PATH: nodeFirst() },
    });
    if (status !== 0) throw new Error(`${command} failed:\n${stderr}`);
}

/** The PATH, on which `node` is the one that runs the tests. */
export const nodeFirst = () => `${path.dirname(process.execPath)}:${process.env.PATH}`;
