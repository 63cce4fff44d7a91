import fs from 'node:fs';
import path from 'node:path';
import { runner } from 'node-pg-migrate';
import { PgstrataError } from '../errors.ts';
import { hash, type Room } from './files.ts';
import { asRole, type Session, sqlstate, texts } from './session.ts';
import { type SetAside, withSetAside } from './set-aside.ts';

interface VersionedFile {
    name: string;
    hash: string;
}

export const ledgerOf = ({ owner, room }: Room) => `migrations_${owner}_${room}`;

function readVersioned({ migrations }: Room): VersionedFile[] {
    if (!fs.existsSync(migrations)) return [];
    return fs
        .readdirSync(migrations)
        .filter((file) => file.endsWith('.up.sql'))
        .sort()
        .map((file) => ({
            name: file.slice(0, -'.up.sql'.length),
            hash: hash(fs.readFileSync(path.join(migrations, file), 'utf8')),
        }));
}

async function appliedMigrations({ client }: Session, room: Room): Promise<string[]> {
    const ledger = `engine.${ledgerOf(room)}`;
    return await asRole(client, 'pgstrata_owner', async () => {
        const [exists] = await texts(client, `select to_regclass($1) is not null`, [ledger]);
        if (exists !== 'true') return [];
        return await texts(client, `select name from ${ledger} order by run_on, id`);
    });
}

export async function pendingMigrations(session: Session, room: Room): Promise<string[]> {
    const applied = await appliedMigrations(session, room);
    return migrationsOf(room).filter((name) => !applied.includes(name));
}

export function migrationsOf(room: Room): string[] {
    return readVersioned(room).map(({ name }) => name);
}

/**
 * Applies the pending migrations of a room, in one transaction; returns their names. Installed views
 * and routines that a table cannot change under make way, and go to `aside`.
 */
export async function runVersioned(
    session: Session,
    room: Room,
    aside: SetAside,
): Promise<string[]> {
    const files = readVersioned(room);
    if (files.length === 0) return [];
    await refuseEdited(session, room, files);
    const pending = await pendingMigrations(session, room);
    if (pending.length > 0) {
        const apply = () => runMigrations(session, room, 'up');
        await apply().catch(async (error) => {
            // Other objects depend on it; a column is used by a view.
            if (!['2BP01', '0A000'].includes(sqlstate(error) ?? '')) throw error;
            for (const [object, grants] of await withSetAside(session, apply)) {
                aside.set(object, grants);
            }
        });
    }
    await rememberFiles(session, room, files);
    return pending;
}

async function runMigrations(session: Session, room: Room, direction: 'up' | 'down') {
    const { client } = session;
    let current = '';
    const quiet = () => {};
    // node-pg-migrate names the migration that it is at only to its logger.
    const info = (line: string) => {
        current = /^### MIGRATION (\S+) /.exec(line)?.[1] ?? current;
    };
    try {
        await asRole(client, 'pgstrata_owner', () =>
            runner({
                dbClient: client,
                dir: room.migrations,
                migrationLoaderStrategies: [{ extensions: ['.sql'], loader: 'sql' }],
                migrationsTable: ledgerOf(room),
                migrationsSchema: 'engine',
                direction,
                ...(direction === 'down' ? { count: 1 } : {}),
                singleTransaction: true,
                checkOrder: true,
                // migrate holds a lock of its own.
                noLock: true,
                logger: { info, warn: quiet, error: quiet },
            }),
        );
    } catch (error) {
        throw migrationProblem(error, session, room, current, direction);
    } finally {
        await client.query('reset search_path').catch(() => {});
    }
}

function migrationProblem(
    error: unknown,
    { layer }: Session,
    { owner, room }: Room,
    name: string,
    direction: string,
): PgstrataError {
    const { message, detail, hint, where } = error as Error & Record<string, string | undefined>;
    if (/is preceding already run migration/.test(message)) {
        return new PgstrataError(`${layer}: migrations of ${owner}/${room} are out of order`, 2, {
            detail: message,
            hint: 'give the new migration a number after those that are applied',
            cause: error,
        });
    }
    const code = sqlstate(error);
    return new PgstrataError(
        `${layer}: migration ${owner}/${room}/${name || '?'} (${direction}) failed: ${message}`,
        1,
        {
            detail:
                [code && `SQLSTATE ${code}`, detail, where].filter(Boolean).join('\n') || undefined,
            hint:
                hint ??
                'nothing of this database was changed by it; correct the cause and migrate again',
            cause: error,
        },
    );
}

async function refuseEdited({ client, layer }: Session, room: Room, files: VersionedFile[]) {
    const remembered = await asRole(client, 'pgstrata_owner', () =>
        client.query<{ migration: string; file_hash: string }>(
            'select migration, file_hash from engine.applied_files where ledger = $1',
            [ledgerOf(room)],
        ),
    );
    const found = new Map(files.map((file) => [file.name, file.hash]));
    const edited = remembered.rows
        .filter((row) => found.get(row.migration) !== row.file_hash)
        .map((row) => `${row.migration} (${found.has(row.migration) ? 'edited' : 'missing'})`);
    if (edited.length === 0) return;
    throw new PgstrataError(
        `${layer}: applied migrations of ${room.owner}/${room.room} were changed since`,
        1,
        {
            detail: edited.join(', '),
            hint: 'put those files back as they were, and make the change in a new migration',
        },
    );
}

async function rememberFiles({ client }: Session, room: Room, files: VersionedFile[]) {
    const ledger = ledgerOf(room);
    const list = [ledger, files.map((f) => f.name), files.map((f) => f.hash)];
    const from = `
        from unnest($2::text[], $3::text[]) f(migration, file_hash)
       where exists (select from engine.${ledger} m where m.name = f.migration)
         and not exists (select from engine.applied_files a
                          where a.ledger = $1 and a.migration = f.migration)`;
    await asRole(client, 'pgstrata_owner', () =>
        client.query(
            `insert into engine.applied_files (ledger, migration, file_hash)
             select $1, f.migration, f.file_hash ${from}`,
            list,
        ),
    );
}

/** Takes back the last migration of a database: of its models first, of the engine last. */
export async function runDown(session: Session, rooms: Room[]): Promise<string | undefined> {
    const last = await lastMigration(session, rooms);
    if (!last) return undefined;
    const { room, name } = last;
    await withSetAside(session, async () => {
        await asRole(session.client, 'pgstrata_owner', () =>
            session.client.query(
                'delete from engine.applied_files where ledger = $1 and migration = $2',
                [ledgerOf(room), name],
            ),
        );
        await runMigrations(session, room, 'down');
    });
    return `${room.owner}/${room.room}/${name}`;
}

/** What runDown would take back. */
export async function lastMigration(
    session: Session,
    rooms: Room[],
): Promise<{ room: Room; name: string } | undefined> {
    for (const room of rooms.toReversed()) {
        const name = (await appliedMigrations(session, room)).at(-1);
        if (name) return { room, name };
    }
    return undefined;
}
