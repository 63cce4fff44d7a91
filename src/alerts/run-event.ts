import { createHash } from 'node:crypto';
import manifest from '../../package.json' with { type: 'json' };
import type { DatabaseUrl } from '../config.ts';
import { databaseOf, portOf } from '../connection/uri.ts';
import type { Layer } from '../layers.ts';

/** What `engine.describe_event` says of a run, or of a step. */
export interface Subject {
    run_id: number | null;
    status: string;
    started_at: string;
    ended_at: string | null;
    error: string | null;
    log_id?: number;
    layer?: Layer;
    entity?: string;
    process_name?: string;
    rows_written?: number | null;
}

export interface TableOf {
    layer: Layer;
    table: string;
}

/** What a hop reads and writes; see `engine.datasets`. */
export interface Datasets {
    inputs: TableOf[];
    output: TableOf;
}

export interface Origin {
    urls: Record<Layer, DatabaseUrl>;
    /** Tells this warehouse from every other one. */
    warehouse: string;
}

export type EventType = 'START' | 'COMPLETE' | 'FAIL' | 'ABORT';

const spec = 'https://openlineage.io/spec';
const producer = `urn:pgstrata:${manifest.version}`;
const master = 'pgstrata.run_master_pipeline';

const types: Record<string, EventType> = {
    RUNNING: 'START',
    SUCCEEDED: 'COMPLETE',
    FAILED: 'FAIL',
    CRASHED: 'FAIL',
    BLOCKED: 'FAIL',
    CANCELLED: 'ABORT',
};

/** Undefined: nothing is to be said of it, since it never began. */
export function eventTypeOf(status: unknown): EventType | undefined {
    return types[String(status)];
}

/** An event of OpenLineage: that a run or a step of it has begun, or how it has ended. */
export function runEvent(origin: Origin, type: EventType, subject: Subject, datasets?: Datasets) {
    const { run_id, log_id, layer, process_name, started_at, ended_at } = subject;
    const isStep = log_id !== undefined;
    const namespace = jobNamespace(origin);
    const parent = isStep &&
        run_id !== null && {
            parent: facet('1-0-1', 'ParentRunFacet', {
                run: { runId: idOf(origin, 'run', run_id) },
                job: { namespace, name: master },
            }),
        };
    const error = (type === 'FAIL' || type === 'ABORT') && {
        errorMessage: facet('1-0-1', 'ErrorMessageRunFacet', {
            message: subject.error ?? subject.status,
            programmingLanguage: 'SQL',
        }),
    };
    return {
        eventType: type,
        eventTime: (type === 'START' ? started_at : ended_at) ?? started_at,
        run: {
            runId: isStep ? idOf(origin, 'step', log_id) : idOf(origin, 'run', run_id ?? 0),
            facets: { ...parent, ...error },
        },
        job: { namespace, name: isStep ? `${layer}.${process_name}` : master },
        inputs: datasets?.inputs.map((input) => dataset(origin, input)) ?? [],
        outputs: datasets ? [outputOf(origin, type, subject, datasets.output)] : [],
        producer,
        schemaURL: `${spec}/2-0-2/OpenLineage.json#/$defs/RunEvent`,
    };
}

function outputOf(origin: Origin, type: EventType, { rows_written }: Subject, output: TableOf) {
    const isKnown = type === 'COMPLETE' && typeof rows_written === 'number';
    return {
        ...dataset(origin, output),
        ...(isKnown && {
            outputFacets: {
                outputStatistics: facet('1-0-2', 'OutputStatisticsOutputDatasetFacet', {
                    rowCount: rows_written,
                }),
            },
        }),
    };
}

/** As OpenLineage names the tables of PostgreSQL. */
function dataset({ urls }: Origin, { layer, table }: TableOf) {
    const { url } = urls[layer];
    return {
        namespace: `postgres://${url.hostname}:${portOf(url)}`,
        name: `${databaseOf(url)}.${table}`,
    };
}

function jobNamespace({ urls }: Origin): string {
    return `pgstrata://${urls.dwh.url.hostname}:${portOf(urls.dwh.url)}/${databaseOf(urls.dwh.url)}`;
}

function facet(version: string, name: string, content: object) {
    const schema = `${spec}/facets/${version}/${name}.json#/$defs/${name}`;
    return { _producer: producer, _schemaURL: schema, ...content };
}

/** What the UUIDs of pgstrata are made from. */
const ownNamespace = Buffer.from('6d0f3c2b8e5a4f17a1c96b2f4d7e8a03', 'hex');

/** The same for the same run or step, whoever asks: a UUID of version 5. */
function idOf({ warehouse }: Origin, kind: 'run' | 'step', id: number): string {
    const name = `${warehouse} ${kind} ${id}`;
    const bytes = createHash('sha1').update(ownNamespace).update(name).digest().subarray(0, 16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
