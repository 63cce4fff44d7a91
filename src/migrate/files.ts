import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Config, projectRoot } from '../config.ts';
import type { Layer } from '../layers.ts';

/** Where the versioned and the repeatable files of one owner for one database lie. */
export interface Room {
    owner: string;
    room: string;
    migrations: string;
    plpgsql: string;
}

/** The rooms of a database, in the order in which they are installed. */
export function roomsOf(config: Config, layer: Layer): Room[] {
    const engine = (room: string): Room => ({
        owner: 'engine',
        room,
        migrations: path.join(projectRoot, 'migrations', 'engine', room),
        plpgsql: path.join(projectRoot, 'plpgsql', 'engine', room),
    });
    const models = config.models.map((model) => ({
        owner: model.name,
        room: layer,
        migrations: path.join(model.migrations, layer),
        plpgsql: path.join(model.plpgsql, layer),
    }));
    const common = layer === 'operational' ? [] : [engine('common')];
    return [...common, engine(layer), ...models];
}

export interface SqlFile {
    /** owner/room/name.sql, which is how messages and the database call it */
    file: string;
    owner: string;
    /** the name of the routine or view that it defines */
    name: string;
    kind: 'routine' | 'view' | 'declarations';
    sql: string;
    hash: string;
}

/** The repeatable files of a room by name; a folder that is not there has none. */
export function readRoutines({ owner, room, plpgsql }: Room): SqlFile[] {
    if (!fs.existsSync(plpgsql)) return [];
    return fs
        .readdirSync(plpgsql)
        .filter((file) => file.endsWith('.sql'))
        .sort()
        .map((file) => {
            const sql = fs.readFileSync(path.join(plpgsql, file), 'utf8');
            return {
                file: `${owner}/${room}/${file}`,
                owner,
                name: path.basename(file, '.sql'),
                kind: file === 'declarations.sql' ? 'declarations' : kindOf(sql),
                sql,
                hash: hash(sql),
            };
        });
}

function kindOf(sql: string): 'routine' | 'view' {
    const code = sql.replace(/\/\*[\s\S]*?\*\/|--.*$/gm, '');
    return /^\s*create\s+(or\s+replace\s+)?(recursive\s+)?view\b/im.test(code) &&
        !/^\s*create\s+(or\s+replace\s+)?(function|procedure)\b/im.test(code)
        ? 'view'
        : 'routine';
}

/** Line ends do not count: a checkout may change them. */
export function hash(text: string): string {
    return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}
