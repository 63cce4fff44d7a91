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
    if (own.some((row) => isEdited(row, catalog.get(row.object), serverMajor))) return 'edited';
    return own.some((row) => row.file_hash !== file.hash) ? 'install' : 'keep';
}

/** Whether somebody has changed in the database what migrate installed, as far as that can be told. */
export function isEdited(
    { object_hash, server_major }: Remembered,
    object: CatalogObject | undefined,
    serverMajor: number,
): boolean {
    // Another release may write the same definition in another way.
    return server_major === serverMajor && hash(object?.definition ?? '') !== object_hash;
}

/** What was installed from files that are not there any more, unless somebody has edited it since. */
export function leftBehind(
    files: SqlFile[],
    remembered: Remembered[],
    catalog: Map<string, CatalogObject>,
    serverMajor: number,
): CatalogObject[] {
    const owners = new Set(files.map(({ owner }) => owner));
    const paths = new Set(files.map(({ file }) => file));
    return remembered
        .filter(({ file }) => owners.has(file.split('/')[0] ?? '') && !paths.has(file))
        .flatMap((row) => {
            const object = catalog.get(row.object);
            return object && !isEdited(row, object, serverMajor) ? [object] : [];
        });
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
