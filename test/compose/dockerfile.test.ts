import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { projectRoot } from '../../src/config.ts';
import { pgstrata } from '../support/index.ts';
import { admitted, listOf, readCopy, readDockerfile, restsOf } from './dockerfile.ts';

const stages = readDockerfile();
const image = stages.at(-1) ?? { from: '', name: undefined, instructions: [] };

test('every stage has the Node that npm brings elsewhere', () => {
    const node = `node:${manifest.dependencies.node}-slim`;
    expect(stages.map(({ from }) => from)).toEqual([node, node]);
});

test('it copies what .dockerignore admits, all of it, and all of it is there', () => {
    const copies = stages.flatMap((stage) => restsOf(stage, 'COPY').map(readCopy));
    const copied = copies.filter(({ from }) => !from).flatMap(({ sources }) => sources);
    expect(new Set(copied)).toEqual(new Set(admitted()));
    for (const name of copied) expect(fs.existsSync(path.join(projectRoot, name))).toBe(true);
});

test('no script of a package runs, and no PostgreSQL is installed', () => {
    const [install = ''] = stages.flatMap((stage) => restsOf(stage, 'RUN'));
    for (const option of ['--ignore-scripts', '--omit=optional', '--omit=dev']) {
        expect(install.split(' ')).toContain(option);
    }
});

test('it does not run as root', () => {
    expect(restsOf(image, 'USER')).toEqual(['node']);
});

test('it runs a command that there is, with options that it has', async () => {
    expect(listOf(image, 'ENTRYPOINT')).toEqual(['node', 'bin/pgstrata.js']);
    const { code, stdout } = await pgstrata([...listOf(image, 'CMD'), '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: pgstrata worker ');
});
