import type { Layer } from '../layers.ts';
import { asRole, mayBecomeRoles, type Session, texts } from '../migrate/session.ts';
import { type Check, ok, warning } from './check.ts';

type Sessions = Partial<Record<Layer, Session>>;

interface Capacity {
    /** tells servers apart, whatever address leads to them */
    server: string;
    most: number;
    free: number;
}

/** Whether every server has connections left for a run at its busiest. */
export async function checkCapacity(sessions: Sessions): Promise<Check[]> {
    const settings = await readSettings(sessions);
    const number = (layer: Layer, name: string) => Number(settings[layer]?.[name] ?? 2);
    const steps = number('dwh', 'steps_at_once');
    const servers = new Map<string, { capacity: Capacity; layers: Layer[]; needed: number }>();
    for (const { layer, client } of Object.values(sessions)) {
        const { rows } = await client.query<Capacity>(
            `select pg_postmaster_start_time()::text || current_setting('port') as server,
                    current_setting('max_connections')::int as most,
                    (current_setting('max_connections')::int
                     - current_setting('superuser_reserved_connections')::int
                     - coalesce(current_setting('reserved_connections', true)::int, 0)
                     - (select sum(d.numbackends)::int from pg_stat_database d)) as free`,
        );
        const capacity = rows[0] as Capacity;
        const entry = servers.get(capacity.server) ?? { capacity, layers: [], needed: 0 };
        entry.layers.push(layer);
        entry.needed += neededBy(layer, steps, (of) => number(of, 'sessions_per_hop'));
        servers.set(capacity.server, entry);
    }
    return [...servers.values()].map(({ capacity, layers, needed }) => {
        const check = `${layers.join(', ')}: connections`;
        const detail = `a run takes up to ${needed}; ${capacity.free} of ${capacity.most} are free`;
        if (needed <= capacity.free) return ok(check, detail);
        return warning(
            check,
            detail,
            'raise max_connections, or lower steps_at_once or sessions_per_hop in engine.settings',
        );
    });
}

/**
 * Sessions of a run at its busiest: for each step a leader and the sessions of its key ranges, each
 * of which may read the layer before it by a connection of its own; and the master.
 */
function neededBy(layer: Layer, steps: number, ranges: (layer: Layer) => number): number {
    const hops = (of: Layer) => steps * (1 + ranges(of));
    switch (layer) {
        case 'operational':
            return hops('mrr');
        case 'mrr':
            return hops('mrr') + hops('stg');
        case 'stg':
            return hops('stg') + hops('dwh');
        case 'dwh':
            return hops('dwh') + 1;
    }
}

/** Dates that staging derives and those that reports ask for must be of one time zone. */
export async function checkTimeZones(sessions: Sessions): Promise<Check[]> {
    const settings = await readSettings(sessions);
    const zones = [settings.stg, settings.dwh].map((values) => values?.business_time_zone);
    const [stg, dwh] = zones;
    if (stg === undefined || dwh === undefined) return [];
    const check = 'stg, dwh: business time zone';
    if (stg === dwh) return [ok(check, stg)];
    return [
        warning(
            check,
            `${stg} in stg, ${dwh} in dwh`,
            'set PGSTRATA_TIME_ZONE and migrate; then call restage(entity) in stg',
        ),
    ];
}

type Settings = Partial<Record<Layer, Record<string, string>>>;

/** What engine.settings says; nothing where migrate has not been. */
async function readSettings(sessions: Sessions): Promise<Settings> {
    const settings: Settings = {};
    for (const { layer, client } of Object.values(sessions)) {
        if (!(await mayBecomeRoles(client))) continue;
        settings[layer] = await asRole(client, 'pgstrata_owner', async () => {
            const [exists] = await texts(
                client,
                `select exists (select from pg_class c
                                 where c.relname = 'settings'
                                   and c.relnamespace = to_regnamespace('engine'))`,
            );
            if (exists !== 'true') return {};
            const { rows } = await client.query<{ name: string; value: string }>(
                'select name, value from engine.settings',
            );
            return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
        });
    }
    return settings;
}
