import { existsSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import { UsageError } from '../errors.ts';
import { declarationOf, keywordNames, type Parts, problemOf } from './keywords.ts';
import { passwordFromFile, socketFolders } from './passfile.ts';
import { readService } from './service-file.ts';
import { severalHosts } from './uri.ts';

/** Where the parts come from that a URI leaves out. */
export interface Surroundings {
    env: NodeJS.ProcessEnv;
    /** Hears why a password file is not used. */
    warn: (text: string) => void;
}

/**
 * The parts of a connection with all that a URI leaves out, looked for where libpq looks: a service
 * file, the environment, the password file, its defaults. Throws a UsageError.
 */
export function complete(given: Parts, { env, warn }: Surroundings): Parts {
    const home = env.HOME || homedir();
    const service = given.service ?? env.PGSERVICE;
    const parts: Parts = {
        ...partsOf(env),
        ...(service ? readService(service, env, home) : {}),
        ...given,
    };
    if (!parts.dbname) throw new UsageError('names no database');
    parts.host ||= defaultHost(parts.port);
    if (parts.host.includes(',')) throw new UsageError(severalHosts);
    parts.user ||= defaultUser();
    parts.password ??= passwordFromFile(
        parts.passfile || path.join(home, '.pgpass'),
        { host: parts.host, port: parts.port || '5432', dbname: parts.dbname, user: parts.user },
        warn,
    );
    return parts;
}

/** What the environment says; what is wrong there is told of the variable, once. */
function partsOf(env: NodeJS.ProcessEnv): Parts {
    const parts: Parts = {};
    for (const keyword of keywordNames) {
        const { variable } = declarationOf(keyword);
        const value = variable && env[variable];
        if (value && !problemOf(keyword, value)) parts[keyword] = value;
    }
    return parts;
}

function defaultHost(port = '5432'): string {
    const hasSocket = (folder: string) => existsSync(path.join(folder, `.s.PGSQL.${port}`));
    return socketFolders.find(hasSocket) ?? 'localhost';
}

function defaultUser(): string {
    try {
        return userInfo().username;
    } catch {
        throw new UsageError('names no user, and the operating system knows none');
    }
}
