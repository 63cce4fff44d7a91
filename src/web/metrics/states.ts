import { readHealth } from '../health.ts';
import { readFreshness } from '../queries/overview.ts';
import type { Reader } from '../types.ts';
import type { Measures } from './definitions.ts';

const incidentKinds = ['failure', 'freshness', 'rejects'];

/** One thing that is as it is now, read by itself: nothing else is missing when it cannot be read. */
export interface State {
    /** Forgets what was read before, which would look as if it were still so. */
    clear(): void;
    /** What sets it. */
    read(): Promise<() => void>;
}

interface Labelled {
    reset(): void;
}

/** A gauge with labels is emptied by a reset. */
function state(gauge: Labelled, read: () => Promise<() => void>): State {
    return { clear: () => gauge.reset(), read };
}

const orNever = (seconds: string | null | undefined) => Number(seconds ?? Number.POSITIVE_INFINITY);

export function statesOf(db: Reader, measures: Measures): State[] {
    const { layers, freshness, confirmed, rejects, jobs, lastSeen, incidents } = measures;
    return [
        state(layers, async () => {
            const { databases } = await readHealth(db);
            return () => {
                for (const { layer, reachable } of databases) {
                    if (reachable !== null) layers.set({ layer }, Number(reachable));
                }
            };
        }),
        state(freshness, async () => {
            const found = await readFreshness(db);
            return () => {
                for (const { entity, is_enabled, loaded_through, behind_seconds } of found) {
                    // A mark of a counter is a number, and says nothing about time.
                    const isTime = behind_seconds !== null || loaded_through === null;
                    if (is_enabled && isTime) freshness.set({ entity }, orNever(behind_seconds));
                }
            };
        }),
        state(confirmed, async () => {
            const found = await db.rows<{ entity: string; seconds: string | null }>(confirmedQuery);
            return () => {
                for (const { entity, seconds } of found)
                    confirmed.set({ entity }, orNever(seconds));
            };
        }),
        state(rejects, async () => {
            const found = await db.rows<{ entity: string; rejects: string }>(rejectsQuery);
            return () => {
                for (const row of found) rejects.set({ entity: row.entity }, Number(row.rejects));
            };
        }),
        state(jobs, async () => {
            const found = await db.rows<{ queue: string; state: string; jobs: string }>(
                'select * from engine.queue_depth()',
            );
            return () => {
                for (const { queue, state, jobs: number } of found) {
                    jobs.set({ queue, state }, Number(number));
                }
            };
        }),
        {
            // A reset would set it to 0, as if a worker had just been seen.
            clear: () => lastSeen.remove(),
            read: async () => {
                const found = await db.row<{ seconds: string | null }>(lastSeenQuery);
                // Nobody is as good as somebody who was last seen very long ago: an alert fires on both.
                return () => lastSeen.set(orNever(found?.seconds));
            },
        },
        state(incidents, async () => {
            const found = await db.rows<{ kind: string; open: string }>(incidentsQuery);
            return () => {
                for (const kind of incidentKinds) incidents.set({ kind }, 0);
                for (const { kind, open } of found) incidents.set({ kind }, Number(open));
            };
        }),
    ];
}

const confirmedQuery = `
select e.entity, extract(epoch from clock_timestamp() - h.last_updated) as seconds
  from public.vw_entities e
  left join public.high_water_mark h on h.table_name = e.entity
 where e.is_enabled`;

/** As a worker counted them after a run: staging is not asked again. */
const rejectsQuery = `
select e.entity, c.rejects
  from public.vw_entities e
 cross join lateral (select c.rejects from engine.row_counts c where c.entity = e.entity
                      order by c.counted_at desc limit 1) c
 where c.rejects is not null`;

const lastSeenQuery = `
select extract(epoch from clock_timestamp() - max(last_seen_at)) as seconds from engine.workers`;

const incidentsQuery = `
select kind, count(*) as open from engine.incidents where closed_at is null group by kind`;
