import pg from 'pg';
import { PgstrataError } from '../errors.ts';
import { isRace } from '../migrate/admin.ts';
import {
    asRole,
    inSavepoint,
    inTransaction,
    type Session,
    sqlstate,
    texts,
} from '../migrate/session.ts';
import { type FoundObject, readInventory } from './catalog.ts';
import { readExtensions } from './dependents.ts';
import { membership } from './privileges.ts';
import { revokes } from './revokes.ts';
import { readSource, recordSource } from './source.ts';

/**
 * Empties one database of what the roles own and may do, in one transaction. What others have built
 * since it was looked for ends it, by RESTRICT, and nothing is lost.
 */
export async function removeFrom(session: Session, roles: string[], keeps: boolean): Promise<void> {
    // Roles belong to the server: something else there may grant them something right now.
    for (let attempt = 1; ; attempt++) {
        try {
            return await inTransaction(session.client, () => remove(session, roles, keeps));
        } catch (error) {
            if (isRace(error) && attempt < 10) continue;
            if (sqlstate(error) !== '2BP01') throw error;
            const { message, detail } = error as Error & { detail?: string };
            throw new PgstrataError(`${session.layer}: ${message}`, 1, {
                detail,
                hint: 'nothing of this database was removed; drop what is named there, then run this again',
                cause: error,
            });
        }
    }
}

async function remove(session: Session, roles: string[], keeps: boolean): Promise<void> {
    const { client } = session;
    const { goes, stays } = await readInventory(session, roles, keeps);
    const { names, reason } = await readExtensions(session, roles, keeps);
    if (stays.length > 0) await handOver(session, roles, stays);
    for (const statement of await revokes(session, roles)) await revoke(session, statement);
    // Each role of its own: a superuser's DROP OWNED would also revoke what they may do in other
    // databases. Tables never depend on views and routines, so that these can go first.
    for (const role of ['pgstrata_pipeline', 'pgstrata_owner'] as const) {
        if (!roles.includes(role)) continue;
        await asRole(client, role, () => client.query(`drop owned by ${role} restrict`));
    }
    if (goes.length > 0 && names.length > 0 && reason === undefined) {
        await client.query(`drop extension ${names.join(', ')} restrict`);
        await client.query('drop schema extensions restrict');
    }
}

async function handOver(session: Session, roles: string[], stays: FoundObject[]): Promise<void> {
    const { client } = session;
    const [login = ''] = await texts(client, 'select session_user');
    const source = await readSource(session, roles, true);
    const { take, giveBack } = await membership(session);
    for (const statement of take) await client.query(statement);
    for (const { kind, name } of stays.filter(({ follows }) => !follows)) {
        await client.query(`alter ${kind} ${name} owner to ${pg.escapeIdentifier(login)}`);
    }
    for (const statement of giveBack) await client.query(statement);
    await recordSource(session, source);
}

/** One that this login may not revoke stays, and keeps its role: that is said when roles are dropped. */
async function revoke({ client }: Session, statement: string): Promise<void> {
    await inSavepoint(client, () => client.query(statement)).catch((error) => {
        if (sqlstate(error) !== '42501') throw error;
    });
}
