import type pg from 'pg';
import { type CatalogObject, readCatalog } from './catalog.ts';
import { diff } from './diff.ts';
import type { SqlFile } from './files.ts';
import { inSavepoint } from './session.ts';

/** A routine or view that somebody has edited in the database. */
export interface Edit {
    object: string;
    file: string;
    /** from what the file makes to what stands in the database */
    diff: string;
}

/** How an edited object differs from what its file makes: the file is run and undone. */
export async function findEdits(
    client: pg.Client,
    file: SqlFile,
): Promise<{ edits: Edit[]; objects: CatalogObject[] }> {
    const undo = new Error('undo');
    const before = await readCatalog(client, file.name);
    let edits: Edit[] = [];
    let after = before;
    try {
        await inSavepoint(client, async () => {
            await client.query(file.sql);
            after = await readCatalog(client, file.name);
            edits = changesBetween(after, before, file.file);
            if (edits.length > 0) throw undo;
        });
    } catch (error) {
        if (error !== undo) edits = unknownEdits(before, file.file, error);
    }
    return { edits, objects: [...after.values()] };
}

function changesBetween(
    made: Map<string, CatalogObject>,
    found: Map<string, CatalogObject>,
    file: string,
): Edit[] {
    return [...made.values()]
        .filter(({ object, definition }) => found.get(object)?.definition !== definition)
        .map(({ object, definition }) => ({
            object,
            file,
            diff: diff(definition, found.get(object)?.definition ?? ''),
        }));
}

function unknownEdits(found: Map<string, CatalogObject>, file: string, error: unknown): Edit[] {
    return [...found.values()].map(({ object, definition }) => ({
        object,
        file,
        diff: `the file cannot replace it (${(error as Error).message}); in the database:\n${definition}`,
    }));
}
