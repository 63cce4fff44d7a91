import { databaseOf, hostOf, portOf } from '../connection/uri.ts';
import type { Databases } from '../databases.ts';
import { type Layer, layers } from '../layers.ts';
import { everyone } from '../migrate/admin.ts';
import type { Sessions } from '../migrate/open.ts';
import { type Session, texts } from '../migrate/session.ts';
import { type Inventory, readInventory } from './catalog.ts';
import { type Extensions, readDependents, readExtensions } from './dependents.ts';
import { type FoundRole, readRoles } from './roles.ts';

/** What is installed in one database. */
export interface LayerFindings extends Inventory {
    layer: Layer;
    /** Who will own what stays of the source. */
    login: string;
    extensions: Extensions;
    /** What others have built on it. */
    dependents: string[];
}

export interface ServerFindings {
    /** Host and port. */
    server: string;
    roles: FoundRole[];
}

export interface Findings {
    /** The source first: it is somebody else's. */
    databases: LayerFindings[];
    servers: ServerFindings[];
}

/** Whether data of a layer stays. */
export type Keeps = (layer: Layer) => boolean;

/** Reads what there is to remove; changes nothing. */
export async function find(
    databases: Databases,
    sessions: Sessions,
    keeps: Keeps,
): Promise<Findings> {
    const found: LayerFindings[] = [];
    for (const layer of layers) found.push(await findIn(sessions[layer], keeps(layer)));
    return {
        databases: found.filter(({ goes, granted }) => goes.length + granted.length > 0),
        servers: await findRoles(databases, sessions),
    };
}

/** A role that others need does not count: it is theirs by now. */
export const isInstalled = ({ databases, servers }: Findings): boolean =>
    databases.length > 0 ||
    servers.some(({ roles }) => roles.some(({ reasons }) => reasons.length === 0));

async function findIn(session: Session, keeps: boolean): Promise<LayerFindings> {
    const [login = ''] = await texts(session.client, 'select session_user');
    const inventory = await readInventory(session, everyone, keeps);
    const isEmpty = inventory.goes.length === 0;
    return {
        layer: session.layer,
        login,
        ...inventory,
        extensions: isEmpty
            ? { names: [], reason: undefined }
            : await readExtensions(session, everyone, keeps),
        dependents: await readDependents(session, everyone, keeps),
    };
}

async function findRoles(databases: Databases, sessions: Sessions): Promise<ServerFindings[]> {
    const addressed = layers.map((layer) => {
        const { url } = databases.urls[layer];
        return { layer, server: `${hostOf(url)}:${portOf(url)}`, database: databaseOf(url) };
    });
    const servers = [...new Set(addressed.map(({ server }) => server))];
    const found: ServerFindings[] = [];
    for (const server of servers) {
        const there = addressed.filter((each) => each.server === server);
        const [first] = there;
        if (!first) continue;
        const names = there.map(({ database }) => database);
        found.push({ server, roles: await readRoles(sessions[first.layer], everyone, names) });
    }
    return found;
}
