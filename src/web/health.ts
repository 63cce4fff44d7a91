import type { Reader } from './types.ts';

/** What `engine.health()` says. */
export interface Health {
    healthy: boolean;
    databases: { layer: string; reachable: boolean; problem: string | null }[];
    worker: { alive: boolean; last_seen_at: string | null; workers: number };
    last_success: {
        at: string | null;
        age_seconds: number | null;
        limit_seconds: number;
        ok: boolean;
    };
    schedule: { cron: string | null; time_zone: string | null; paused: boolean };
}

/** A database that does not answer for so long is not there. */
export const patience = 3000;

/** It opens a link to every layer, so it is asked at most every 5 s, however many look. */
export function readHealth(db: Reader): Promise<Health> {
    return db.cached('health', 5000, async () => {
        const found = await db.row<{ health: Health }>('select engine.health() as health');
        if (!found) throw new Error('engine.health() returned nothing');
        return found.health;
    });
}

export interface HealthAnswer {
    status: 200 | 503;
    body: Record<string, unknown>;
}

/** Details only for who may see them. */
export async function answerHealth(db: Reader, isDetailed: boolean): Promise<HealthAnswer> {
    const health = await within(readHealth(db), patience);
    const isHealthy = health?.healthy === true;
    const status = isHealthy ? 'ok' : 'unavailable';
    const details = health ?? {
        healthy: false,
        databases: [{ layer: 'dwh', reachable: false, problem: 'it does not answer' }],
    };
    return {
        status: isHealthy ? 200 : 503,
        body: isDetailed ? { status, ...details } : { status },
    };
}

/** Undefined: it failed, or took too long. */
export async function within<Value>(
    work: Promise<Value>,
    milliseconds: number,
): Promise<Value | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), milliseconds);
    });
    try {
        return await Promise.race([work.catch(() => undefined), late]);
    } finally {
        clearTimeout(timer);
    }
}
