import type { Config } from '../config.ts';
import type { Databases } from '../databases.ts';
import { type Layer, layers } from '../layers.ts';
import { installQueue } from '../queue/install.ts';
import { runAdminPart } from './admin.ts';
import { runBootstrap, upstreamOf } from './bootstrap.ts';
import { type Change, describe, named, stated } from './changes.ts';
import type { Edit } from './edits.ts';
import { roomsOf } from './files.ts';
import { installLayer } from './install.ts';
import { settleLinkLogins } from './link-passwords.ts';
import { type Sessions, withSessions } from './open.ts';
import { preview } from './preview.ts';
import { checkLinks, linkedLayers, runMappings, runServers } from './servers.ts';
import { takeMigrateLock, takeRunLocks } from './session.ts';
import type { SetAside } from './set-aside.ts';
import { takeOverSource } from './take-over.ts';
import { lastMigration, runDown, runVersioned } from './versioned.ts';

export interface MigrateOptions {
    onProgress?: (line: string) => void;
    /** Overwrite routines and views that were edited in the database. */
    force?: boolean;
}

export interface MigrateResult {
    changes: Change[];
    /** What was edited in a database and is left as it is there. */
    edits: (Edit & { layer: Layer })[];
}

type Note = (changes: Change[]) => void;

/**
 * Brings the four databases to what the files say, upstream first. Run again, it changes nothing.
 * It may be stopped anywhere: the next one goes on.
 */
export async function migrate(
    databases: Databases,
    config: Config,
    { onProgress = () => {}, force = false }: MigrateOptions = {},
): Promise<MigrateResult> {
    const result: MigrateResult = { changes: [], edits: [] };
    const note: Note = (changes) => {
        result.changes.push(...changes);
        describe(changes).forEach(onProgress);
    };
    await withSessions(databases, async (sessions) => {
        await prepare(sessions, note);
        const aside = await changeTables(config, sessions, note);
        await link(databases, config, sessions, note);
        note(stated('dwh', 'queue', await installQueue(sessions.dwh)));
        for (const layer of layers) {
            const options = { force, aside: aside[layer] };
            const installed = await installLayer(config, sessions, sessions[layer], options);
            note(installed.changes);
            result.edits.push(...installed.edits.map((edit) => ({ layer, ...edit })));
        }
    });
    for (const { layer, object } of result.edits) {
        onProgress(`${layer}: ${object} was edited in the database and is left as it is there`);
    }
    if (result.changes.length === 0) onProgress('migrate: nothing to change');
    return result;
}

/** What migrate would do; changes nothing. */
export async function previewAll(databases: Databases, config: Config): Promise<Change[]> {
    return await withSessions(databases, async (sessions) => {
        const changes: Change[] = [];
        for (const layer of layers) {
            const upstream = upstreamOf[layer] && sessions[upstreamOf[layer]];
            changes.push(...(await preview(databases, config, sessions[layer], upstream)));
        }
        return changes;
    });
}

/** Takes back the last migration of a database; returns its name, or undefined if there is none. */
export async function migrateDown(
    databases: Databases,
    config: Config,
    layer: Layer,
    confirm: (name: string) => Promise<boolean>,
): Promise<string | undefined> {
    return await withSessions(databases, async (sessions) => {
        for (const each of layers) await takeMigrateLock(sessions[each]);
        const last = await lastMigration(sessions[layer], roomsOf(config, layer));
        if (!last) return undefined;
        const { owner, room } = last.room;
        if (!(await confirm(`${owner}/${room}/${last.name}`))) return undefined;
        await takeAllRunLocks(sessions);
        return await runDown(sessions[layer], roomsOf(config, layer));
    });
}

/** Locks, and the roles and schemas that everything else needs. */
async function prepare(sessions: Sessions, note: Note): Promise<void> {
    for (const layer of layers) await takeMigrateLock(sessions[layer]);
    for (const layer of layers) {
        const done = await runAdminPart(sessions[layer]);
        done.push(...(await takeOverSource(sessions[layer])));
        done.push(...(await runBootstrap(sessions[layer])));
        note(stated(layer, 'statement', done));
    }
    await takeAllRunLocks(sessions);
}

/** The run before its hops, which is the order in which a run takes them. */
async function takeAllRunLocks(sessions: Sessions): Promise<void> {
    for (const layer of layers.toReversed()) await takeRunLocks(sessions[layer]);
}

async function changeTables(
    config: Config,
    sessions: Sessions,
    note: Note,
): Promise<Record<Layer, SetAside>> {
    const aside = {} as Record<Layer, SetAside>;
    for (const layer of layers) {
        aside[layer] = new Map();
        for (const room of roomsOf(config, layer)) {
            const applied = await runVersioned(sessions[layer], room, aside[layer]);
            const names = applied.map((name) => `${room.owner}/${room.room}/${name}`);
            note(named(layer, 'migration', names));
        }
    }
    return aside;
}

/** Foreign servers, and the logins that they use. */
async function link(
    databases: Databases,
    config: Config,
    sessions: Sessions,
    note: Note,
): Promise<void> {
    for (const layer of linkedLayers) {
        note(stated(layer, 'server', await runServers(databases, config, sessions[layer])));
    }
    const logins = await settleLinkLogins(databases, sessions, (layer, user) =>
        note(named(layer, 'login', [user])),
    );
    for (const layer of linkedLayers) {
        const mapped = await runMappings(databases, sessions[layer], logins);
        note(named(layer, 'mapping', mapped));
        await checkLinks(sessions[layer]);
    }
}
