import { PgstrataError } from '../errors.ts';
import { type CatalogObject, grantsOn, readCatalog } from './catalog.ts';
import { isEdited, readRemembered, serverMajorOf } from './remembered.ts';
import { asRole, inTransaction, type Session } from './session.ts';

/** Dropped objects, with the statements that give others their privileges on them again. */
export type SetAside = Map<string, string[]>;

/**
 * Runs `work`, which changes tables, with every routine and view that files made out of its way, in
 * one transaction: BEGIN of node-pg-migrate joins it, and its COMMIT ends it. The next installation
 * makes them again.
 */
export async function withSetAside(
    session: Session,
    work: () => Promise<unknown>,
): Promise<SetAside> {
    const { client } = session;
    return await inTransaction(client, async () => {
        const aside = await asRole(client, 'pgstrata_pipeline', () => setAside(session));
        await work();
        return aside;
    });
}

async function setAside(session: Session): Promise<SetAside> {
    const { client } = session;
    const aside: SetAside = new Map();
    const objects = await installedObjects(session);
    for (const object of objects) aside.set(object.object, await grantsOn(client, object));
    const isView = ({ kind }: CatalogObject) => kind === 'view';
    await drop(session, 'view', objects.filter(isView));
    await drop(
        session,
        'routine',
        objects.filter((object) => !isView(object)),
    );
    return aside;
}

/** In one statement, since they use one another; without CASCADE, since others may use them. */
async function drop({ client, layer }: Session, kind: string, objects: CatalogObject[]) {
    if (objects.length === 0) return;
    const names = objects.map(({ object }) => object).join(', ');
    await client.query(`drop ${kind} ${names}`).catch((error) => {
        const { message, detail } = error as Error & { detail?: string };
        throw new PgstrataError(`${layer}: a table cannot change: ${message}`, 1, {
            detail,
            hint: 'drop what is named there, migrate, then create it again',
            cause: error,
        });
    });
}

/** Those that files made; it is refused to lose an edit. */
async function installedObjects({ client, layer }: Session): Promise<CatalogObject[]> {
    const serverMajor = await serverMajorOf(client);
    const remembered = new Map((await readRemembered(client)).map((row) => [row.object, row]));
    const objects = [...(await readCatalog(client)).values()].filter(({ object }) =>
        remembered.has(object),
    );
    const edited = objects.filter((object) => {
        const row = remembered.get(object.object);
        return row && isEdited(row, object, serverMajor);
    });
    if (edited.length === 0) return objects;
    throw new PgstrataError(
        `${layer}: ${edited.map(({ object }) => object).join(', ')} was edited in the database`,
        1,
        {
            detail: 'it would have to make way for a change of tables, and the edit would be lost',
            hint: 'take the edit over into its file, and migrate with --force',
        },
    );
}
