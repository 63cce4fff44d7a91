import { PgstrataError } from '../errors.ts';
import { type Session, sqlstate, texts } from './session.ts';

/** Brings the time zone that dates are derived in to what PGSTRATA_TIME_ZONE says, if it is set. */
export async function runTimeZone(session: Session, zone: string | undefined): Promise<string[]> {
    const { client, layer } = session;
    if (!(await differs(session, zone))) return [];
    await client.query('set local role pgstrata_owner');
    try {
        await client.query(`call engine.set_setting('business_time_zone', $1)`, [zone]);
    } catch (error) {
        const { message, detail } = error as Error & { detail?: string };
        throw new PgstrataError(`${layer}: PGSTRATA_TIME_ZONE cannot be used: ${message}`, 2, {
            detail: [`SQLSTATE ${sqlstate(error)}`, detail].filter(Boolean).join('\n'),
            hint: 'name a time zone that this server knows too; see pg_timezone_names',
            cause: error,
        });
    }
    await client.query('set local role pgstrata_pipeline');
    return [`business_time_zone ${zone}`];
}

/** False also where a layer derives no dates. */
export async function differs({ client, layer }: Session, zone: string | undefined) {
    if (zone === undefined || !['stg', 'dwh'].includes(layer)) return false;
    const [exists] = await texts(client, `select to_regclass('engine.settings') is not null`);
    if (exists !== 'true') return true;
    const values = await texts(
        client,
        `select value from engine.settings where name = 'business_time_zone'`,
    );
    return values[0] !== zone;
}
