import type { Config } from '../config.ts';
import { upstreamOf } from './bootstrap.ts';
import { type Change, foreignChange, named } from './changes.ts';
import { runDeclarations } from './declarations.ts';
import type { Edit } from './edits.ts';
import { readRoutines, roomsOf } from './files.ts';
import { runForeignTables } from './foreign-tables.ts';
import { Installer } from './installer.ts';
import type { Sessions } from './open.ts';
import { refuseOrphans } from './orphans.ts';
import { readRemembered, serverMajorOf } from './remembered.ts';
import { inTransaction, type Session } from './session.ts';
import type { SetAside } from './set-aside.ts';
import { runTimeZone } from './time-zone.ts';

export interface Installed {
    changes: Change[];
    edits: Edit[];
}

/** Everything of a layer but its tables, in one transaction: all of it or nothing. */
export async function installLayer(
    config: Config,
    sessions: Sessions,
    session: Session,
    options: { force: boolean; aside: SetAside },
): Promise<Installed> {
    const { client, layer } = session;
    const files = roomsOf(config, layer).flatMap(readRoutines);
    const upstream = upstreamOf[layer];
    return await inTransaction(client, async () => {
        await client.query('set local role pgstrata_pipeline');
        const state = {
            remembered: await readRemembered(client),
            serverMajor: await serverMajorOf(client),
        };
        const installer = new Installer(client, layer, files, { ...state, ...options });
        await installer.installRoutines();
        const foreign = upstream
            ? await runForeignTables(session, sessions[upstream], installer)
            : [];
        await installer.installViews();
        const zone = await runTimeZone(session, config.timeZone);
        const declared = await runDeclarations(client, layer, files, state);
        await refuseOrphans(client, layer, files, installer);
        return {
            changes: [
                ...named(layer, 'removal', installer.removed),
                ...named(layer, 'file', installer.installed),
                ...foreign.map((change) => foreignChange(layer, change)),
                ...named(layer, 'setting', zone),
                ...named(layer, 'declarations', declared),
            ],
            edits: installer.edits,
        };
    });
}
