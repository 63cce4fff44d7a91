/**
 * Lets plpgsql_check look at every PL/pgSQL routine in a migrated warehouse: it finds names and types
 * that are wrong, and SQL that could be injected. Fails on both; what else it warns of is printed.
 * Usage: node scripts/check-plpgsql.ts [folder of initdb and postgres]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../src/config.ts';
import { type Databases, databasesAt } from '../src/databases.ts';
import { startEmbedded } from '../src/embedded/index.ts';
import { type Layer, layers } from '../src/layers.ts';
import { migrate } from '../src/migrate/index.ts';

interface Finding {
    routine: string;
    line: number | null;
    level: string;
    message: string;
    detail: string | null;
    hint: string | null;
}

/** A trigger function is checked with each table that it serves. */
const everyRoutine = `
select p.oid::regprocedure::text as routine, c.lineno as line, c.level, c.message, c.detail, c.hint
  from pg_proc p
  join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
  left join (select distinct tgfoid, tgrelid from pg_trigger) t on t.tgfoid = p.oid
 cross join plpgsql_check_function_tb(
           p.oid, coalesce(t.tgrelid, 0), fatal_errors => false, security_warnings => true) c
 where p.pronamespace in ('public'::regnamespace, 'engine'::regnamespace)
   -- The places that run SQL from elsewhere: plans, and definitions that the catalog gave to the owner of the tables.
   and (c.level <> 'security'
        or p.oid not in (to_regproc('engine.execute_plan'), to_regproc('engine.build_indexes')))
   -- A literal without a type, as in "v_list jsonb := '[]'", counts as text there.
   and (c.message <> 'target type is different type than source type'
        or c.detail not like 'cast "text" value to %')
 order by 1, 2`;

const countRoutines = `
select count(*)::integer as routines
  from pg_proc p
  join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
 where p.pronamespace in ('public'::regnamespace, 'engine'::regnamespace)
   and p.proowner = 'pgstrata_pipeline'::regrole`;

async function check(databases: Databases, layer: Layer): Promise<Finding[]> {
    const client = await databases.connect(layer);
    try {
        await client.query('create schema lint; create extension plpgsql_check schema lint');
        await client.query('set search_path = pg_catalog, lint');
        const { rows } = await client.query<{ routines: number }>(countRoutines);
        const findings = await client.query<Finding>(everyRoutine);
        console.log(`${layer}: ${rows[0]?.routines} routines in PL/pgSQL`);
        return findings.rows;
    } finally {
        await client.end();
    }
}

function print(layer: Layer, { routine, line, level, message, detail, hint }: Finding): void {
    console.error(`${layer}: ${level}: ${routine}, line ${line ?? '?'}: ${message}`);
    if (detail) console.error(`    detail: ${detail}`);
    if (hint) console.error(`    hint: ${hint}`);
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pgstrata-check-'));
fs.chmodSync(scratch, 0o711);
const embedded = await startEmbedded({
    folder: path.join(scratch, 'server'),
    binaries: process.argv[2],
    defaultPort: false,
    settings: { fsync: 'off' },
});
try {
    const databases = databasesAt(embedded.urls);
    await migrate(databases, readConfig({}));
    let errors = 0;
    for (const layer of layers) {
        const findings = await check(databases, layer);
        for (const finding of findings) print(layer, finding);
        errors += findings.filter(({ level }) => ['error', 'security'].includes(level)).length;
    }
    console.log(`${errors} errors`);
    process.exitCode = errors > 0 ? 1 : 0;
} finally {
    await embedded.stop({ deleteData: true });
    fs.rmSync(scratch, { recursive: true, force: true });
}
