import type { Reader } from '../types.ts';

export interface Entity {
    entity: string;
    kind: 'dimension' | 'fact';
    raw_table: string;
    staging_table: string;
    warehouse_table: string;
    business_key: string[];
    /** NULL: of a fact. */
    surrogate_key: string | null;
    is_enabled: boolean;
    /** NULL: no run has loaded it yet. */
    high_water_mark: string | null;
    loaded_through: string | null;
    last_updated: string | null;
    /** The newest count; NULL: nobody has counted yet. */
    counted_at: string | null;
    operational: string | null;
    mrr: string | null;
    stg: string | null;
    rejects: string | null;
    never_good: string | null;
    dwh: string | null;
    dwh_versions: string | null;
}

const entitySql = `
select e.entity, e.kind, e.raw_table, e.staging_table, e.warehouse_table, e.business_key,
       e.surrogate_key, e.is_enabled,
       h.high_water_mark, h.loaded_through, h.last_updated,
       c.counted_at, c.operational, c.mrr, c.stg, c.rejects, c.never_good, c.dwh, c.dwh_versions
  from public.vw_entities e
  left join public.high_water_mark h on h.table_name = e.entity
  left join lateral (
       select * from engine.row_counts r
        where r.entity = e.entity order by r.counted_at desc limit 1) c on true`;

/** Every entity with its marks and its newest counts; dimensions before facts. */
export function listEntities(db: Reader): Promise<Entity[]> {
    return db.rows(`${entitySql} order by e.kind, e.entity`);
}

export async function findEntity(db: Reader, entity: string): Promise<Entity | undefined> {
    return db.row(`${entitySql} where e.entity = $1`, [entity]);
}

export interface BatchMark {
    upstream_layer: string;
    upstream_entity: string;
    batch_id: string;
    moved_at: string;
}

/** How far the warehouse has consumed what an entity is made of. */
export function batchMarks(db: Reader, entity: string): Promise<BatchMark[]> {
    return db.rows(
        `select m.upstream_layer, m.upstream_entity, m.batch_id, m.moved_at
           from engine.batch_marks m
          where m.entity = $1
          order by m.upstream_layer <> 'stg', m.upstream_entity`,
        [entity],
    );
}

export interface RowCount {
    counted_at: string;
    operational: string | null;
    mrr: string | null;
    stg: string | null;
    rejects: string | null;
    dwh: string | null;
    dwh_versions: string | null;
}

/** The newest counts, oldest first. */
export function rowCounts(db: Reader, entity: string, limit: number): Promise<RowCount[]> {
    return db.rows(
        `select c.*
           from (select r.counted_at, r.operational, r.mrr, r.stg, r.rejects, r.dwh, r.dwh_versions
                   from engine.row_counts r
                  where r.entity = $1
                  order by r.counted_at desc
                  limit $2) c
          order by c.counted_at`,
        [entity, limit],
    );
}

export interface StepVolume {
    layer: string;
    log_id: string;
    run_id: string | null;
    status: string;
    start_time: string;
    rows_read: string | null;
    rows_inserted: string | null;
    rows_updated: string | null;
    rows_rejected: string | null;
    rows_deleted: string | null;
}

/** What the last steps of an entity wrote to each layer, oldest first. */
export function stepVolumes(db: Reader, entity: string, limit: number): Promise<StepVolume[]> {
    return db.rows(
        `select v.layer, l.*
           from (values ('mrr'), ('stg'), ('dwh')) v (layer)
          cross join lateral (
                select s.log_id, s.run_id, s.status, s.start_time, s.rows_read, s.rows_inserted,
                       s.rows_updated, s.rows_rejected, s.rows_deleted
                  from public.etl_logs s
                 where s.process_name = engine.process_name(v.layer, $1) and s.status <> 'BLOCKED'
                 order by s.log_id desc
                 limit $2) l
          order by l.log_id`,
        [entity, limit],
    );
}

export interface RejectReason {
    reason: string;
    rejects: string;
    oldest: string;
    newest: string;
}

/** How many rows staging rejects now, by reason; read over a link, so at most every 5 s. */
export function openRejects(db: Reader, entity: string): Promise<RejectReason[]> {
    return db.cached(`open rejects of ${entity}`, 5000, () =>
        db.rows(
            `select r.reason, r.rejects, r.oldest, r.newest
               from engine.open_rejects($1) r order by r.rejects desc, r.reason`,
            [entity],
        ),
    );
}

export interface RejectRow {
    reject_id: string;
    /** JSON, as text: its numbers keep every digit. */
    business_key: string;
    reasons: string[];
    payload: string;
    rejected_at: string;
}

/** The rows that staging rejects now, newest first; read over a link, so at most every 5 s. */
export function rejectRows(
    db: Reader,
    page: { entity: string; reason?: string; limit: number; before?: string },
): Promise<RejectRow[]> {
    const values = [page.entity, page.reason ?? null, page.limit, page.before ?? null];
    return db.cached(`reject rows ${JSON.stringify(values)}`, 5000, () =>
        db.rows(
            `select r.reject_id, r.business_key::text as business_key, r.reasons,
                    r.payload::text as payload, r.rejected_at
               from engine.reject_rows($1, $2, $3::integer, $4::bigint) r
              order by r.reject_id desc`,
            values,
        ),
    );
}

export interface RefusedVersion {
    business_key: string;
    effective_at: string;
    version: string;
    batch_id: string;
    refused_at: string;
}

/** Versions that came too late to be placed, newest first. */
export function refusedVersions(
    db: Reader,
    entity: string,
    limit: number,
): Promise<RefusedVersion[]> {
    return db.rows(
        `select v.business_key::text as business_key, v.effective_at, v.version::text as version,
                v.batch_id, v.refused_at
           from engine.refused_versions v
          where v.entity = $1
          order by v.refused_at desc
          limit $2`,
        [entity, limit],
    );
}

export interface PlannedStatement {
    phase: string;
    step: number;
    purpose: string;
    sql: string;
}

/** The statements that the hop into the warehouse would run. */
export function plannedStatements(db: Reader, entity: string): Promise<PlannedStatement[]> {
    return db.rows(
        'select p.phase, p.step, p.purpose, p.sql from engine.plan_hop($1) with ordinality p (phase, step, purpose, sql, position) order by p.position',
        [entity],
    );
}

/** The columns of a table of the warehouse in its own order, which JSON does not keep. */
export async function columnsOf(db: Reader, table: string): Promise<string[]> {
    const rows = await db.rows<{ name: string }>(
        `select a.attname as name
           from pg_catalog.pg_attribute a
          where a.attrelid = (select c.oid
                                from pg_catalog.pg_class c
                                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                               where c.relname = $1 and c.relkind in ('r', 'p')
                               order by n.nspname <> 'public' limit 1)
            and a.attnum > 0 and not a.attisdropped
          order by a.attnum`,
        [table],
    );
    return rows.map(({ name }) => name);
}

/** Every version of a member of a dimension as JSON text, oldest first. */
export async function findVersions(db: Reader, entity: string, key: string[]): Promise<string[]> {
    const rows = await db.rows<{ version: string }>(
        `select v.version::text as version
           from engine.find_versions($1, $2::text[]) with ordinality v (version, position)
          order by v.position`,
        [entity, key],
    );
    return rows.map(({ version }) => version);
}
