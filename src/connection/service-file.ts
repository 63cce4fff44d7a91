import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../errors.ts';
import { isKeyword, type Parts, problemOf } from './keywords.ts';

/** The parts that a connection service file gives under a name, the user's file before the system's. */
export function readService(name: string, env: NodeJS.ProcessEnv, home: string): Parts {
    const files = [env.PGSERVICEFILE || path.join(home, '.pg_service.conf')];
    if (env.PGSYSCONFDIR) files.push(path.join(env.PGSYSCONFDIR, 'pg_service.conf'));
    for (const file of files) {
        if (!existsSync(file)) continue;
        const parts = findService(readFile(file), name, file);
        if (parts) return parts;
    }
    throw new UsageError(`names service '${name}', which ${files.join(' and ')} does not have`);
}

function readFile(file: string): string {
    try {
        return readFileSync(file, 'utf8');
    } catch (error) {
        throw new UsageError(`needs ${file}, which cannot be read: ${(error as Error).message}`);
    }
}

export function findService(text: string, name: string, file: string): Parts | undefined {
    let parts: Parts | undefined;
    for (const [at, line] of text
        .split('\n')
        .map((line) => line.trim())
        .entries()) {
        if (line === '' || line.startsWith('#')) continue;
        if (line.startsWith('[')) {
            if (parts) return parts;
            if (line === `[${name}]`) parts = {};
            continue;
        }
        if (!parts) continue;
        const [, keyword = '', value = ''] = /^([^=]*)=(.*)$/.exec(line) ?? [];
        const where = `line ${at + 1} of ${file}`;
        if (!isKeyword(keyword) || keyword === 'service') {
            throw new UsageError(`takes ${where}, which names no part of a connection`);
        }
        const problem = problemOf(keyword, value);
        if (problem) throw new UsageError(`takes ${where}, whose ${keyword} ${problem}`);
        parts[keyword] = value;
    }
    return parts;
}
