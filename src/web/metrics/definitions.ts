import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const runStatuses = ['SUCCEEDED', 'FAILED', 'CANCELLED', 'CRASHED', 'SKIPPED'];

/** Everything that is measured, by the names that dashboards and alerts know. */
export function createMetrics(registry: Registry) {
    const registers = [registry];
    const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
        new Gauge({ name: `pgstrata_${name}`, help, labelNames, registers });
    const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
        new Counter({ name: `pgstrata_${name}`, help, labelNames, registers });
    const runs = counter('runs_total', 'runs that ended, by status', ['status']);
    for (const status of runStatuses) runs.inc({ status }, 0);
    return {
        up: gauge('up', 'whether dwh answers'),
        layers: gauge('layer_up', 'whether a layer can be reached', ['layer']),
        runs,
        steps: counter('steps_total', 'steps that ended, by status', ['layer', 'entity', 'status']),
        duration: new Histogram({
            name: 'pgstrata_step_duration_seconds',
            help: 'how long steps took that succeeded or failed',
            labelNames: ['layer', 'entity'],
            buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600],
            registers,
        }),
        rows: counter('step_rows_total', 'rows that steps moved', ['layer', 'entity', 'kind']),
        freshness: gauge(
            'freshness_seconds',
            'how far the warehouse is behind the source; +Inf: it was never loaded',
            ['entity'],
        ),
        confirmed: gauge(
            'confirmed_seconds',
            'time since a run confirmed that nothing is missing; +Inf: none has',
            ['entity'],
        ),
        rejects: gauge('open_rejects', 'rows that staging rejects, as last counted', ['entity']),
        jobs: gauge('queue_jobs', 'jobs of the queue', ['queue', 'state']),
        lastSeen: gauge(
            'worker_last_seen_seconds',
            'time since a worker gave a sign of life; +Inf: there is none',
        ),
        incidents: gauge('incidents_open', 'incidents that are open', ['kind']),
    };
}

export type Measures = ReturnType<typeof createMetrics>;
