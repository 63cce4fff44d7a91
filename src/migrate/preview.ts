import type { Config } from '../config.ts';
import type { Databases } from '../databases.ts';
import type { Layer } from '../layers.ts';
import { missingQueueStatements } from '../queue/install.ts';
import { missingAdminStatements } from './admin.ts';
import { missingBootstrapStatements } from './bootstrap.ts';
import { type CatalogObject, readCatalog } from './catalog.ts';
import { type Change, foreignChange, named, stated } from './changes.ts';
import { isDeclared } from './declarations.ts';
import { readRoutines, roomsOf, type SqlFile } from './files.ts';
import { foreignChanges } from './foreign-tables.ts';
import {
    judge,
    leftBehind,
    type Remembered,
    readRemembered,
    serverMajorOf,
    type Verdict,
} from './remembered.ts';
import { serverStatements, unmappedServers } from './servers.ts';
import { asRole, mayBecomeRoles, type Session, texts } from './session.ts';
import { differs } from './time-zone.ts';
import { migrationsOf, pendingMigrations } from './versioned.ts';

/**
 * What migrate would do in a layer, judged from what is there now; it changes nothing. What follows
 * from a pending migration, in this layer or the one before it, shows only once that is applied.
 */
export async function preview(
    databases: Databases,
    config: Config,
    session: Session,
    upstream: Session | undefined,
): Promise<Change[]> {
    const { layer } = session;
    const rooms = roomsOf(config, layer);
    const ready = await isPrepared(session);
    const statements = [
        ...(await missingAdminStatements(session)),
        ...(await missingBootstrapStatements(session)),
    ];
    const migrations: string[] = [];
    for (const room of rooms) {
        const pending = ready ? await pendingMigrations(session, room) : migrationsOf(room);
        migrations.push(...pending.map((name) => `${room.owner}/${room.room}/${name}`));
    }
    const files = rooms.flatMap(readRoutines);
    const { remains, removals } = ready
        ? await judgeFiles(session, files)
        : { remains: files, removals: [] };
    const canCompare = ready && upstream && (await isPrepared(upstream));
    const asPipeline = <T>(work: () => Promise<T>) =>
        asRole(session.client, 'pgstrata_pipeline', work);
    const tables = canCompare ? await asPipeline(() => foreignChanges(session, upstream)) : [];
    const isChanged = ready && (await asPipeline(() => differs(session, config.timeZone)));
    const ofKind = (isDeclaration: boolean) =>
        remains.filter(({ kind }) => (kind === 'declarations') === isDeclaration);
    return [
        ...stated(layer, 'statement', statements),
        ...named(layer, 'migration', migrations),
        ...stated(layer, 'server', await serverStatements(databases, config, session)),
        ...named(layer, 'mapping', await unmappedServers(session)),
        ...stated(layer, 'queue', layer === 'dwh' ? await missingQueueStatements(session) : []),
        ...named(layer, 'removal', removals),
        ...fileChanges(layer, ofKind(false)),
        ...tables.map((change) => foreignChange(layer, change)),
        ...named(layer, 'setting', isChanged ? [`business_time_zone ${config.timeZone}`] : []),
        ...fileChanges(layer, ofKind(true)),
    ];
}

/** Whether migrate has been here before. */
async function isPrepared({ client }: Session): Promise<boolean> {
    if (!(await mayBecomeRoles(client))) return false;
    const [exists] = await texts(
        client,
        `select exists (select from pg_class c
                         where c.relname = 'installed_objects'
                           and c.relnamespace = to_regnamespace('engine'))`,
    );
    return exists === 'true';
}

interface Pending extends SqlFile {
    verdict?: Verdict;
}

interface Judgement {
    /** The files that would be installed, and those whose routine or view was edited. */
    remains: Pending[];
    /** Objects whose files are gone. */
    removals: string[];
}

async function judgeFiles({ client }: Session, files: SqlFile[]): Promise<Judgement> {
    const major = await serverMajorOf(client);
    const { remembered, catalog } = await asRole(client, 'pgstrata_pipeline', async () => ({
        remembered: await readRemembered(client),
        catalog: await readCatalog(client),
    }));
    const names = new Set(files.map(({ name }) => name));
    return {
        remains: files
            .map((file) => ({ ...file, verdict: verdictOn(file, remembered, catalog, major) }))
            .filter(({ verdict }) => verdict !== 'keep'),
        removals: leftBehind(files, remembered, catalog, major)
            .filter(({ name }) => !names.has(name))
            .map(({ object }) => object),
    };
}

function verdictOn(
    file: SqlFile,
    remembered: Remembered[],
    catalog: Map<string, CatalogObject>,
    serverMajor: number,
): Verdict {
    if (file.kind !== 'declarations') return judge(file, remembered, catalog, serverMajor);
    return isDeclared(file, remembered) ? 'keep' : 'install';
}

function fileChanges(layer: Layer, files: Pending[]): Change[] {
    return files.map(({ file, kind, verdict }) => {
        if (verdict === 'edited') return { layer, kind: 'edit', name: file };
        return { layer, kind: kind === 'declarations' ? kind : 'file', name: file };
    });
}
