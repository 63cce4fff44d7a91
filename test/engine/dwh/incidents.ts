import { until } from '../../support/hops.ts';
import type { Warehouse } from '../../support/index.ts';

/** What the tests of incidents and alerts ask and do, again and again. */
export function incidentsOf(warehouse: () => Warehouse) {
    const judge = () => warehouse().value<number>('dwh', 'select engine.judge_incidents()');

    /** Each incident as kind, entity, and whether it is open. */
    const incidents = async () => {
        const rows = await warehouse().query<{ line: string }>(
            'dwh',
            `select concat_ws(' ', kind, nullif(entity, ''), case when closed_at is null then 'open' else 'closed' end) as line
               from engine.incidents order by incident_id`,
        );
        return rows.map(({ line }) => line);
    };

    /** What was said, in order. */
    const alerts = async () => {
        const rows = await warehouse().query<{ line: string }>(
            'dwh',
            `select concat_ws(' ', payload ->> 'kind', payload ->> 'entity', event) as line
               from engine.alerts order by alert_id`,
        );
        return rows.map(({ line }) => line);
    };

    const set = (name: string, value: string) =>
        warehouse().query('dwh', 'call engine.set_setting($1, $2)', [name, value]);

    /** The source refuses to be read until `mend`. */
    const breakSource = () =>
        warehouse().query('operational', 'revoke select on sales from pgstrata_link');
    const mend = () => warehouse().query('operational', 'grant select on sales to pgstrata_link');
    const runAnyway = () =>
        warehouse()
            .run()
            .catch(() => undefined);

    /** While it sleeps, and so within what it guards. */
    const cancelMaster = (pid: number) =>
        until('the master is cancelled in its sleep', () =>
            warehouse().value<boolean>(
                'dwh',
                `select pg_cancel_backend(pid) from pg_stat_activity where pid = $1 and wait_event = 'PgSleep'`,
                [pid],
            ),
        );

    return { judge, incidents, alerts, set, breakSource, mend, runAnyway, cancelMaster };
}
