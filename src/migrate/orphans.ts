import type pg from 'pg';
import { PgstrataError } from '../errors.ts';
import type { Layer } from '../layers.ts';
import { type CatalogObject, dropStatement, readCatalog } from './catalog.ts';
import type { Edit } from './edits.ts';
import type { SqlFile } from './files.ts';
import type { Remembered } from './remembered.ts';

/**
 * What no file makes any more and migrate may not remove: it did not install it, or somebody has edited
 * it since.
 */
export async function refuseOrphans(
    client: pg.Client,
    layer: Layer,
    files: SqlFile[],
    { remembered, edits }: { remembered: Remembered[]; edits: Edit[] },
): Promise<void> {
    const catalog = await readCatalog(client);
    const owners = new Set(files.map(({ owner }) => owner));
    const byName = new Map(files.map((file) => [file.file, file]));
    // A file that was run made what is remembered with its present hash, and nothing else.
    const isMade = (row: Remembered) =>
        byName.get(row.file)?.hash === row.file_hash ||
        (byName.has(row.file) && edits.some((edit) => edit.file === row.file));
    const orphans = [...catalog.values()].filter(({ object }: CatalogObject) => {
        const row = remembered.find((known) => known.object === object);
        // Those of a model that is not configured now are left alone.
        if (row && !owners.has(row.file.split('/')[0] ?? '')) return false;
        return !row || !isMade(row);
    });
    if (orphans.length > 0) {
        const statements = orphans.map((orphan) => `${dropStatement(orphan)};`).join(' ');
        throw new PgstrataError(
            `${layer}: no file makes ${orphans.map(({ object }) => object).join(', ')}`,
            1,
            {
                detail: 'what migrate has installed it removes itself, unless somebody has edited it since',
                hint: `drop it in ${layer}, then migrate again: ${statements}`,
            },
        );
    }
    await client.query(
        `delete from engine.installed_objects
          where object <> all ($1) and split_part(file, '/', 1) = any ($2)
            and file not like '%/declarations.sql'`,
        [[...catalog.keys()], [...owners]],
    );
}
