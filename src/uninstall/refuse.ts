import { PgstrataError } from '../errors.ts';
import { services } from '../migrate/admin.ts';
import { type Session, texts } from '../migrate/session.ts';
import type { Findings } from './findings.ts';

/** Nothing is dropped with CASCADE: who has built on it decides what becomes of that. */
export function refuseDependents({ databases }: Findings): void {
    const lines = databases.flatMap(({ layer, dependents }) =>
        dependents.map((dependent) => `${layer}: ${dependent}`),
    );
    if (lines.length === 0) return;
    throw new PgstrataError('others have built on what would be removed; nothing was removed', 1, {
        detail: lines.join('\n'),
        hint: 'drop what is named there or take it away from it, then run this again',
    });
}

/** The worker and the page would lose the ground under their feet, and might take it up again. */
export async function refuseServices({ client, layer }: Session): Promise<void> {
    const connected = await texts(
        client,
        `select distinct format('%s of %s, process %s', a.usename, coalesce(nullif(a.application_name, ''), '?'), a.pid)
           from pg_stat_activity a
          where a.datname = current_database() and a.usename = any($1)
          order by 1`,
        [services],
    );
    if (connected.length === 0) return;
    throw new PgstrataError(`a worker or page is connected to ${layer}; nothing was removed`, 4, {
        detail: connected.join('\n'),
        hint: 'stop it (npx pgstrata worker, serve or start), then run this again',
    });
}
