import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, layers, type Warehouse } from '../support/index.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

const routines = `pg_proc p
               join pg_namespace n on n.oid = p.pronamespace and n.nspname in ('public', 'engine')`;

describe.for(layers)('in %s', (layer) => {
    test('no routine of the pipeline may be called by everyone', async () => {
        const open = await warehouse.query(
            layer,
            `select p.oid::regprocedure::text from ${routines}
              where p.proowner = 'pgstrata_pipeline'::regrole
                and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                             where a.grantee = 0)`,
        );
        expect(open).toEqual([]);
    });

    test('every routine is owned by the pipeline, but for triggers of the source and what alters tables', async () => {
        const others = await warehouse.query<{ routine: string }>(
            layer,
            `select p.oid::regprocedure::text as routine from ${routines}
              where p.proowner <> 'pgstrata_pipeline'::regrole order by 1`,
        );
        expect(others.map(({ routine }) => routine)).toEqual(
            layer === 'operational'
                ? ['stamp_updated_at()']
                : [
                      'engine.analyze_target(text)',
                      'engine.build_indexes(text)',
                      'engine.set_indexes_aside(text)',
                  ],
        );
    });

    test('every SECURITY DEFINER routine pins its search_path, with pg_temp last', async () => {
        const definers = await warehouse.query<{ routine: string; settings: string[] | null }>(
            layer,
            `select p.oid::regprocedure::text as routine, p.proconfig as settings
               from ${routines} where p.prosecdef`,
        );
        expect(definers.length).toBeGreaterThan(0);
        const path = 'search_path=pg_catalog, pg_temp';
        expect(definers.filter(({ settings }) => !settings?.includes(path))).toEqual([]);
    });

    test('no SECURITY DEFINER routine takes SQL, and none of the pipeline builds any', async () => {
        const suspects = await warehouse.query(
            layer,
            `select p.oid::regprocedure::text from ${routines}
              where p.prosecdef
                and (p.prosrc ~* '\\mexecute\\M' and p.prosrc !~* 'engine\\.execute_plan'
                     and p.proowner = 'pgstrata_pipeline'::regrole
                     or pg_get_function_arguments(p.oid) ~* '\\m(p_sql|p_query|p_statement|plan_step|regclass)\\M')`,
        );
        expect(suspects).toEqual([]);
    });

    test('a procedure that commits is neither SECURITY DEFINER nor has a SET clause', async () => {
        const procedures = await warehouse.query<{ routine: string; fits: boolean }>(
            layer,
            `select p.proname as routine, not p.prosecdef and p.proconfig is null as fits
               from ${routines} where p.prosrc ~* '^\\s*commit;' or p.prosrc ~* '\\n\\s*commit;' order by 1`,
        );
        const expected = {
            operational: [],
            mrr: ['run_hop', 'run_range'],
            stg: ['run_hop', 'run_range'],
            dwh: ['apply_retention', 'run_hop', 'run_master_pipeline', 'run_range'],
        }[layer];
        expect(procedures).toEqual(expected.map((routine) => ({ routine, fits: true })));
    });

    test('EXECUTE of text stands in functions that nobody but the pipeline may call', async () => {
        const executors = await warehouse.query<{ routine: string; callers: string[] }>(
            layer,
            `select p.proname as routine,
                    array(select a.grantee::regrole::text
                            from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                           where a.grantee <> p.proowner) as callers
               from ${routines}
              where p.prosrc ~* '\\n\\s*execute\\s' order by p.proname`,
        );
        const ofOwner = ['pgstrata_pipeline'];
        expect(executors).toEqual(
            layer === 'operational'
                ? []
                : [
                      { routine: 'analyze_target', callers: ofOwner },
                      { routine: 'build_indexes', callers: ofOwner },
                      { routine: 'execute_plan', callers: [] },
                      { routine: 'set_indexes_aside', callers: ofOwner },
                  ],
        );
    });
});
