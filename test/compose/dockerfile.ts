import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../src/config.ts';

export interface Instruction {
    /** In capitals. */
    word: string;
    rest: string;
}

export interface Stage {
    from: string;
    name: string | undefined;
    instructions: Instruction[];
}

/** The stages of the Dockerfile; the last one is the image. */
export function readDockerfile(): Stage[] {
    const text = fs.readFileSync(path.join(projectRoot, 'Dockerfile'), 'utf8');
    const lines = text
        .replace(/^#.*\n/gm, '')
        .replaceAll(/\\\n\s*/g, '')
        .split('\n')
        .filter((line) => line.trim() !== '');
    const stages: Stage[] = [];
    for (const line of lines) {
        const [, word = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
        const [, from, name] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(rest) ?? [];
        if (word === 'FROM') stages.push({ from: from ?? '', name, instructions: [] });
        else stages.at(-1)?.instructions.push({ word, rest });
    }
    return stages;
}

/** What stands behind the word wherever it occurs. */
export function restsOf(stage: Stage, word: string): string[] {
    return stage.instructions.filter((each) => each.word === word).map(({ rest }) => rest);
}

/** Of `ENTRYPOINT ["node", …]` and its like: the last one counts. */
export function listOf(stage: Stage, word: string): string[] {
    return JSON.parse(restsOf(stage, word).at(-1) ?? '[]') as string[];
}

/** The program of `HEALTHCHECK … CMD ["node", …]`. */
export function healthcheckOf(stage: Stage): string[] {
    const [, list = '[]'] = /\bCMD\s+(\[.*\])$/.exec(restsOf(stage, 'HEALTHCHECK')[0] ?? '') ?? [];
    return JSON.parse(list) as string[];
}

export function variablesOf(stage: Stage): Record<string, string> {
    const pairs = restsOf(stage, 'ENV').map((rest) => rest.split('='));
    return Object.fromEntries(pairs.map(([name, ...value]) => [name, value.join('=')]));
}

export interface Copy {
    /** The stage to copy from; undefined: the clone. */
    from: string | undefined;
    sources: string[];
    target: string;
}

export function readCopy(rest: string): Copy {
    const [, from, words = ''] = /^(?:--from=(\S+)\s+)?(.*)$/.exec(rest) ?? [];
    const sources = words.split(/\s+/);
    const target = sources.pop() ?? '';
    return { from, sources, target };
}

/** What .dockerignore leaves over: it begins with everything, then names exceptions. */
export function admitted(): string[] {
    const text = fs.readFileSync(path.join(projectRoot, '.dockerignore'), 'utf8');
    const [first, ...others] = text.split('\n').filter((line) => line && !line.startsWith('#'));
    if (first !== '*' || others.some((line) => !line.startsWith('!'))) {
        throw new Error('.dockerignore is not a list of exceptions');
    }
    return others.map((line) => line.slice(1));
}
