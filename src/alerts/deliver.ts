import type pg from 'pg';
import type { Listener } from '../connection/listener.ts';
import type { Logger } from '../log.ts';
import { type PostOptions, post } from './post.ts';
import { repeat, type Service } from './service.ts';
import { type Alert, webhookBody } from './webhook.ts';

export interface DeliveryOptions extends PostOptions {
    /** Logged in as pgstrata_worker. */
    pool: Pick<pg.Pool, 'query'>;
    webhook: URL;
    log: Logger;
}

interface TakenAlert {
    alert_id: string;
    payload: Alert;
    attempts: number;
}

const mostAtOnce = 20;

/** Posts what `engine.take_alerts` says is due; when to try again is decided there. */
export function createDelivery({ pool, webhook, log, ...options }: DeliveryOptions) {
    /** True: there was one, and it arrived. */
    async function deliverNext(): Promise<boolean> {
        // One by one: a lease outlasts one attempt, and alerts of an incident keep their order.
        const { rows } = await pool.query<TakenAlert>('select * from engine.take_alerts(1)');
        const [alert] = rows;
        if (!alert) return false;
        const { alert_id, payload, attempts } = alert;
        const reason = await post(webhook, webhookBody(payload, webhook), options);
        await pool.query('select engine.settle_alert($1, $2)', [
            alert_id,
            reason && `the webhook: ${reason}`,
        ]);
        const { event, kind, entity, incident_id } = payload;
        const about = { alert_id, incident_id, event, kind, entity };
        if (reason === null) log.info(about, 'alert delivered');
        else
            log.warn({ ...about, attempts, reason }, 'alert not delivered; it will be tried again');
        return reason === null;
    }

    return {
        /** How many arrived. Ends at the first that does not: the others would not either. */
        async deliverDue(): Promise<number> {
            for (let count = 0; count < mostAtOnce; count++) {
                if (options.signal?.aborted || !(await deliverNext())) return count;
            }
            return mostAtOnce;
        },
    };
}

export interface AlertsOptions extends Omit<DeliveryOptions, 'signal'> {
    listener: Pick<Listener, 'onEvent'>;
    /** Milliseconds between two looks, if nothing is announced. */
    every?: number;
    /** Hears of every error; else the log does. */
    onError?: (error: unknown, what: string) => void;
}

/** Delivers alerts as incidents are announced, and those that are to be tried again. */
export function startAlerts({
    listener,
    every = 30_000,
    onError,
    ...options
}: AlertsOptions): Service {
    const ending = new AbortController();
    const delivery = createDelivery({ ...options, signal: ending.signal });
    const report = onError ?? ((error, what) => options.log.error({ err: error }, what));
    const delivering = repeat(
        () => delivery.deliverDue(),
        every,
        (error) => report(error, 'alerts cannot be delivered'),
    );
    const silence = listener.onEvent(({ event }) => {
        if (event === 'incident' || event === 'reconnected') delivering.now();
    });
    return {
        async stop() {
            silence();
            ending.abort();
            await delivering.stop();
        },
    };
}
