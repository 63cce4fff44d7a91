import type pg from 'pg';
import type { Session } from '../migrate/session.ts';
import { type Check, ok, problem, warning } from './check.ts';

interface Facts {
    isStandby: boolean;
    isReadOnly: boolean;
    encoding: string;
    tracksActivities: boolean;
    silent: number;
    preparable: number;
    prepared: number;
    oldestPrepared: string | null;
}

/** What the server itself has to be like. */
export async function checkServer(session: Session): Promise<Check[]> {
    const { client, layer } = session;
    const facts = await readFacts(client);
    return [
        checkWritable(session, facts),
        checkEncoding(session, facts),
        await checkAbandonedWork(session),
        ...(layer === 'operational' ? [checkActivity(facts), checkPrepared(facts)] : []),
    ];
}

async function readFacts(client: pg.Client): Promise<Facts> {
    const { rows } = await client.query<Facts>(
        `select pg_is_in_recovery() as "isStandby",
                current_setting('default_transaction_read_only')::boolean as "isReadOnly",
                current_setting('server_encoding') as encoding,
                current_setting('track_activities')::boolean as "tracksActivities",
                (select count(*)::int from pg_stat_activity a
                  where a.datname = current_database() and a.state = 'disabled') as silent,
                current_setting('max_prepared_transactions')::int as preparable,
                count(x.gid)::int as prepared,
                date_trunc('second', now() - min(x.prepared))::text as "oldestPrepared"
           from (select) one
           left join pg_prepared_xacts x on x.database = current_database()`,
    );
    return rows[0] as Facts;
}

function checkWritable({ layer }: Session, { isStandby, isReadOnly }: Facts): Check {
    const check = `${layer}: writable`;
    if (isStandby) {
        const why = layer === 'operational' ? ', which shows only its own transactions' : '';
        const hint = `let PGSTRATA_${layer.toUpperCase()}_URL name the primary`;
        return problem(check, `the server is a standby${why}`, hint);
    }
    if (!isReadOnly) return ok(check, 'a primary');
    return problem(
        check,
        'default_transaction_read_only is on',
        'turn it off for this login and database',
    );
}

function checkEncoding({ layer }: Session, { encoding }: Facts): Check {
    const check = `${layer}: encoding`;
    if (encoding === 'UTF8') return ok(check, encoding);
    return warning(
        check,
        `${encoding}: text of another encoding may not pass between the layers`,
        'make the four databases with encoding UTF8',
    );
}

/** The links ask for it, so that a hop ends when its caller has died. */
async function checkAbandonedWork({ client, layer }: Session): Promise<Check> {
    const check = `${layer}: abandoned work`;
    try {
        await client.query('set client_connection_check_interval = 1000');
        await client.query('reset client_connection_check_interval');
        return ok(check, 'is noticed: client_connection_check_interval is supported');
    } catch (error) {
        return problem(
            check,
            `client_connection_check_interval cannot be set: ${(error as Error).message}`,
            'run this database on a system that supports it, such as Linux',
        );
    }
}

function checkActivity({ tracksActivities, silent }: Facts): Check {
    const check = 'operational: open transactions';
    if (tracksActivities && silent === 0) return ok(check, 'visible: track_activities is on');
    return problem(
        check,
        'track_activities is off, so the start of open transactions is unknown',
        'set track_activities = on for the server, and end the sessions that turned it off',
    );
}

/** What is prepared for a moment is fine; what somebody forgot keeps every mark where it is. */
function checkPrepared({ preparable, prepared, oldestPrepared }: Facts): Check {
    const check = 'operational: prepared transactions';
    if (preparable === 0) return ok(check, 'not in use: max_prepared_transactions is 0');
    if (prepared === 0) return ok(check, `none; up to ${preparable} are possible`);
    return warning(
        check,
        `${prepared}, the oldest since ${oldestPrepared}: until it ends, runs read the same rows again`,
        'see pg_prepared_xacts; end a forgotten one with rollback prepared',
    );
}
