import type { Context } from './context.ts';
import type { Databases } from './databases.ts';
import { UsageError } from './errors.ts';
import { createLog, type Logger } from './log.ts';
import { startWorker } from './queue/worker.ts';
import { startPage } from './web/server.ts';

/** What runs beside a command in the same process. */
export interface Services {
    /** Undefined: the page could not be started. */
    url: string | undefined;
    /** Whether anything runs that wants to go on. */
    isAny: boolean;
    /** The page first, then the worker with its run. */
    stop(): Promise<void>;
}

/**
 * Worker and page. The pipeline needs neither: what keeps them from starting is told, and nothing
 * else ends for it, but a setting that is wrong.
 */
export async function startServices(
    { config, output }: Context,
    databases: Databases,
): Promise<Services> {
    const log = createLog({
        level: config.worker.logLevel,
        isPlain: true,
        sink: { write: (text) => output.progress(text.trimEnd()) },
    });
    const worker = await attempt('the worker', log, () => startWorker(databases, config, log));
    try {
        const page = await attempt('the page', log, () => startPage(databases, config, log));
        page?.refused.catch((error) => log.error({ err: error }, 'the page has no warehouse'));
        return {
            url: page?.url,
            isAny: page !== undefined || worker !== undefined,
            stop: async () => {
                await page?.stop();
                await worker?.stop();
            },
        };
    } catch (error) {
        await worker?.stop();
        throw error;
    }
}

async function attempt<Service>(
    name: string,
    log: Logger,
    start: () => Promise<Service>,
): Promise<Service | undefined> {
    try {
        return await start();
    } catch (error) {
        if (error instanceof UsageError) throw error;
        log.error({ err: error }, `${name} cannot be started`);
        return undefined;
    }
}
