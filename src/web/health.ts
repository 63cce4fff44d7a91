import type { Logger } from 'pino';
import { type Layer, layers } from '../layers.ts';
import { type Answer, ask, codeOf, isAnswered, problemOf, valueIn } from './answer.ts';
import type { Reader } from './types.ts';

export { within } from './answer.ts';

/** What `engine.vital_signs()` says. */
export interface VitalSigns {
    worker: { alive: boolean; last_seen_at: string | null; workers: number };
    last_success: {
        at: string | null;
        age_seconds: number | null;
        limit_seconds: number;
        ok: boolean;
    };
    schedule: { cron: string | null; time_zone: string | null; paused: boolean };
}

export interface LayerState {
    layer: Layer;
    /** Null: nobody can tell. */
    reachable: boolean | null;
    problem: string | null;
}

export interface Health extends Partial<VitalSigns> {
    healthy: boolean;
    databases: LayerState[];
    /** Why the vital signs are missing. */
    problem?: string;
}

/**
 * It opens a link to every layer, so it is asked at most every 5 s, however many look. A link that
 * swallows packets holds up nobody but itself. It always comes to something, and in time.
 */
export function readHealth(db: Reader): Promise<Health> {
    return db.cached('health', 5000, async () => {
        const [signs, ...probes] = await Promise.all([
            ask(readSigns(db)),
            ...layers.map((layer) => ask(probe(db, layer))),
        ]);
        const isThere = [signs, ...probes].some(isAnswered);
        const databases = layers.map((layer, index) =>
            stateOf(layer, probes[index] ?? 'late', isThere),
        );
        const vital = valueIn(signs);
        if (!vital) return { healthy: false, databases, problem: problemOf(signs) };
        const isReachable = databases.every(({ reachable }) => reachable === true);
        return {
            healthy: isReachable && vital.worker.alive && vital.last_success.ok,
            databases,
            ...vital,
        };
    });
}

async function readSigns(db: Reader): Promise<VitalSigns> {
    const found = await db.row<{ signs: VitalSigns }>('select engine.vital_signs() as signs');
    if (!found) throw new Error('engine.vital_signs() returned nothing');
    return found.signs;
}

/** One at a time, or a link that hangs would take every connection of the page. */
function probe(db: Reader, layer: Layer): Promise<string | null> {
    return db.cached(`probe ${layer}`, 0, async () => {
        const sql = 'select engine.probe_layer($1) as problem';
        return (await db.row<{ problem: string | null }>(sql, [layer]))?.problem ?? null;
    });
}

function stateOf(layer: Layer, answer: Answer<string | null>, isThere: boolean): LayerState {
    const state = (reachable: boolean | null, problem: string | null) => ({
        layer,
        reachable,
        problem,
    });
    const value = valueIn(answer);
    if (value === null) return state(true, null);
    if (layer === 'dwh') return state(isThere, value ?? problemOf(answer));
    if (!isThere) return state(null, 'dwh does not answer');
    if (value !== undefined) return state(false, value);
    // Whatever ended it later, by then it was taken for silent already.
    const isSilent = answer === 'late' || [undefined, '57014'].includes(codeOf(answer));
    return isSilent ? state(false, problemOf('late')) : state(null, problemOf(answer));
}

export interface HealthAnswer {
    status: 200 | 503;
    body: Record<string, unknown>;
}

/** Answers /health, and logs what is wrong when that changes: whoever asks does so every few seconds. */
export class HealthDesk {
    readonly #db: Reader;
    readonly #log: Pick<Logger, 'warn'>;
    #logged = '[]';

    constructor(db: Reader, log: Pick<Logger, 'warn'>) {
        this.#db = db;
        this.#log = log;
    }

    /** Details only for who may see them. */
    async answer(isDetailed: boolean): Promise<HealthAnswer> {
        const health = await readHealth(this.#db);
        this.#note(health);
        const status = health.healthy ? 'ok' : 'unavailable';
        return {
            status: health.healthy ? 200 : 503,
            body: isDetailed ? { status, ...health } : { status },
        };
    }

    #note({ databases, problem }: Health): void {
        const problems = databases
            .filter((state) => state.problem !== null)
            .map(({ layer, problem }) => `${layer}: ${problem}`);
        if (problem) problems.push(`vital signs: ${problem}`);
        const text = JSON.stringify(problems);
        if (text === this.#logged) return;
        this.#logged = text;
        this.#log.warn(
            { problems },
            problems.length > 0 ? 'not all is well' : 'every layer answers again',
        );
    }
}
