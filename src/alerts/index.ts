import type pg from 'pg';
import type { Config } from '../config.ts';
import type { Listener } from '../connection/listener.ts';
import type { Databases } from '../databases.ts';
import type { Logger } from '../log.ts';
import { startAlerts } from './deliver.ts';
import { startOpenLineage } from './open-lineage.ts';
import type { Service } from './service.ts';

export interface AlertingOptions {
    config: Config;
    databases: Databases;
    /** Logged in as pgstrata_worker. */
    pool: pg.Pool;
    listener: Listener;
    log: Logger;
    /** Hears of every error of the database; else the log does. */
    onError?: (error: unknown, what: string) => void;
}

/** Tells others what happens in the warehouse, as far as settings say whom. Stop it before its pool. */
export function startAlerting(options: AlertingOptions): Service {
    const { webhook, openLineage } = options.config.worker;
    const services: Service[] = [];
    if (webhook) services.push(startAlerts({ ...options, webhook }));
    if (openLineage) {
        const { urls } = options.databases;
        services.push(startOpenLineage({ ...options, url: openLineage, urls }));
    }
    return {
        stop: async () => void (await Promise.all(services.map((service) => service.stop()))),
    };
}
