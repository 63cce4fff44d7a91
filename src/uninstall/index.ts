import type { Databases } from '../databases.ts';
import { layers } from '../layers.ts';
import { everyone } from '../migrate/admin.ts';
import { type Sessions, withSessions } from '../migrate/open.ts';
import { takeMigrateLock, takeRunLocks, texts } from '../migrate/session.ts';
import { type Findings, find, isInstalled, type Keeps } from './findings.ts';
import { refuseMissingPrivileges } from './privileges.ts';
import { refuseDependents, refuseServices } from './refuse.ts';
import { removeFrom } from './remove.ts';
import { dropRoles, presentRoles } from './roles.ts';

export interface UninstallOptions {
    deleteSourceData: boolean;
    /** Find and refuse, but remove nothing. */
    dryRun: boolean;
    onFindings: (findings: Findings) => void;
    onProgress: (line: string) => void;
    confirm: () => Promise<boolean>;
}

/**
 * Removes what migrate installed. The databases follow one another from downstream up, each in a
 * transaction of its own: stopped anywhere, what is upstream is whole, and the next call goes on.
 */
export async function uninstall(
    databases: Databases,
    { deleteSourceData, dryRun, onFindings, onProgress, confirm }: UninstallOptions,
): Promise<'absent' | 'left' | 'removed'> {
    const keeps: Keeps = (layer) => layer === 'operational' && !deleteSourceData;
    return await withSessions(databases, async (sessions) => {
        for (const layer of layers) {
            await sessions[layer].client.query('set search_path = pg_catalog, pg_temp');
            if (!dryRun) await takeMigrateLock(sessions[layer]);
        }
        const findings = await find(databases, sessions, keeps);
        if (!isInstalled(findings)) return 'absent';
        onFindings(findings);
        await refuse(sessions, findings);
        if (dryRun) return 'left';
        await refuseServices(sessions.dwh);
        if (!(await confirm())) return 'left';
        await refuse(sessions, findings);
        await refuseServices(sessions.dwh);
        for (const layer of layers.toReversed()) {
            if ((await presentRoles(sessions[layer], everyone)).length > 0)
                await takeRunLocks(sessions[layer]);
        }
        for (const { layer } of findings.databases.toReversed()) {
            const roles = await presentRoles(sessions[layer], everyone);
            await removeFrom(sessions[layer], roles, keeps(layer));
            onProgress(`${layer}: removed`);
        }
        await removeRoles(sessions, onProgress);
        return 'removed';
    });
}

async function refuse(sessions: Sessions, findings: Findings): Promise<void> {
    refuseDependents(findings);
    for (const { layer, stays } of findings.databases) {
        await refuseMissingPrivileges(sessions[layer], everyone, stays.length > 0);
    }
}

/** Last, and once per server: where layers share one, the first of them finds the roles. */
async function removeRoles(sessions: Sessions, onProgress: (line: string) => void): Promise<void> {
    const ours: string[] = [];
    for (const layer of layers) {
        ours.push(
            ...(await texts(sessions[layer].client, `select 'database ' || current_database()`)),
        );
    }
    const lines = new Set<string>();
    for (const layer of layers) {
        const { dropped, kept } = await dropRoles(sessions[layer], everyone);
        if (dropped.length > 0) lines.add(`${layer}: dropped ${dropped.join(', ')}`);
        for (const { name, reasons } of kept) {
            lines.add(`role ${name} stays: ${reasons.join(', ')} needs it`);
        }
        const names = kept
            .filter(({ reasons }) => reasons.every((reason) => ours.includes(reason)))
            .map(({ name }) => name)
            .join(', ');
        if (names === '') continue;
        lines.add(
            `what an admin granted is his to take back: in each of these databases "drop owned by ${names}", ` +
                `then "drop role ${names}"`,
        );
    }
    for (const line of lines) onProgress(line);
}
