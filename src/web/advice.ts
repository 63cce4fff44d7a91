/** What to do about an error, by SQLSTATE: those of class PS as in plpgsql/README.md. */
const bySqlstate: Record<string, string> = {
    PS001: 'Wait for the run that is active, or cancel it.',
    PS002: 'Wait for the process that the detail names, or cancel it.',
    PS003: 'Call run_hop or run_master_pipeline rather than a routine of the engine.',
    PS004: 'Use one of the entities that the detail lists.',
    PS005: 'Correct the declaration or the table, then migrate.',
    PS006: 'Correct the argument.',
    PS007: 'See which settings there are: select * from engine.settings.',
    PS008: 'At the source, grant pg_read_all_stats, set track_activities, and name the primary.',
    PS009: 'Run again: the range is loaded.',
    PS010: 'Somebody changed a dimension by hand: correct the versions of the key that the detail names.',
    PS011: 'See the steps that failed; mend the cause and run again: every hop goes on where it stood.',
    PS012: 'Nothing is lost: run again.',
    PS013: 'The layer was restored from a backup: read all of it again, as the hint says.',
    PS014: 'Move away first what would be overwritten.',
    PS015: 'Fill first what there is to work on.',
    PS016: 'Run again; if it goes on, see the log of that server.',
    PS017: 'The run has ended already: nothing to do.',
    '23505': 'A row is there twice by a key that must be unique: correct it in the layer before.',
    '28P01': 'A link was refused its password: pgstrata migrate sets it again.',
    '2F003': 'The server of a link asks for no password: let it ask for one in pg_hba.conf.',
    '40P01': 'Two sessions waited for each other: run again.',
    '42501': 'A privilege is missing: pgstrata migrate grants what pgstrata needs.',
    '42703':
        'A column is missing that the pipeline reads: put it back or change the declaration, then migrate.',
    '42P01': 'A table is missing that the pipeline reads: put it back, then migrate.',
    '53100': 'The disk of that server is full: make room, then run again.',
    '53300':
        'That server has no connection left: raise its limit, or lower the setting steps_at_once.',
    '55P03': 'Somebody holds a lock on the table: end that session, then run again.',
    '57014': 'Somebody cancelled it, or a timeout did: run again when it suits.',
    '57P01': 'The server or an administrator ended the session: nothing is lost, run again.',
};

const byClass: Record<string, string> = {
    '08': 'A layer could not be reached: see whether its server is up, then run again.',
    '22': 'A value does not fit its type: the cleansing view should reject such a row.',
    '42': 'What the pipeline reads or calls has changed: correct it, then migrate.',
    '53': 'That server is short of a resource: see its log.',
    '57': 'The server ended the work: nothing is lost, run again.',
};

/** What to do about an error; undefined when there is nothing to say beyond its own hint. */
export function adviceFor(sqlstate: string | null | undefined): string | undefined {
    if (!sqlstate) return undefined;
    return bySqlstate[sqlstate] ?? byClass[sqlstate.slice(0, 2)];
}
