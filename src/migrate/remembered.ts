import type pg from 'pg';
import type { CatalogObject } from './catalog.ts';
import { hash, type SqlFile } from './files.ts';
import { texts } from './session.ts';

/** A row of engine.installed_objects: what migrate installed, and from which file. */
export interface Remembered {
    object: string;
    file: string;
    file_hash: string;
    object_hash: string;
    server_major: number;
}

export type Verdict = 'keep' | 'install' | 'edited';

/** What to do with a file, from what was remembered of it and what the catalog has. */
export function judge(
    file: SqlFile,
    remembered: Remembered[],
    catalog: Map<string, CatalogObject>,
    serverMajor: number,
): Verdict {
    const own = remembered.filter((row) => row.file === file.file);
    if (own.length === 0 || own.some((row) => !catalog.has(row.object))) return 'install';
    const edited = own.some((row) => {
        const definition = catalog.get(row.object)?.definition ?? '';
        // Another release may write the same definition in another way.
        return row.server_major === serverMajor && hash(definition) !== row.object_hash;
    });
    if (edited) return 'edited';
    return own.some((row) => row.file_hash !== file.hash) ? 'install' : 'keep';
}

export async function readRemembered(client: pg.Client): Promise<Remembered[]> {
    const { rows } = await client.query<Remembered>(
        `select object, file, file_hash, object_hash, server_major from engine.installed_objects`,
    );
    return rows;
}

export async function serverMajorOf(client: pg.Client): Promise<number> {
    const [version] = await texts(client, 'show server_version_num');
    return Math.floor(Number(version) / 10000);
}

export async function remember(client: pg.Client, row: Remembered): Promise<void> {
    await client.query(
        `insert into engine.installed_objects (object, file, file_hash, object_hash, server_major)
         values ($1, $2, $3, $4, $5)
         on conflict (object) do update
            set file = excluded.file, file_hash = excluded.file_hash,
                object_hash = excluded.object_hash, server_major = excluded.server_major,
                installed_at = clock_timestamp()`,
        [row.object, row.file, row.file_hash, row.object_hash, row.server_major],
    );
}
