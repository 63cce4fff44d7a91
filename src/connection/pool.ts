import pg from 'pg';
import { type ConnectOptions, clientConfig, prepareSession } from './connect.ts';
import { connectionProblem } from './problem.ts';
import type { Tls } from './tls.ts';

type Done = (release?: Error | boolean) => void;
type Callback = (
    error: Error | undefined,
    client: pg.PoolClient | undefined,
    release: Done,
) => void;

/**
 * A pool whose sessions are those of `connectTo`, and whose failures to connect say what it says.
 * Where the password is refused, `repair` may put it right, once for an attempt.
 */
export class ServicePool extends pg.Pool {
    readonly #url: URL;
    readonly #name: string;
    readonly #repair: (() => Promise<void>) | undefined;
    readonly #open = new Set<pg.PoolClient>();

    constructor(
        url: URL,
        name: string,
        ssl: Tls,
        options: ConnectOptions & { max: number },
        repair: (() => Promise<void>) | undefined,
    ) {
        super({
            ...clientConfig(url, ssl, options),
            max: options.max,
            onConnect: (client) => prepareSession(client, url, name),
        });
        this.#url = url;
        this.#name = name;
        this.#repair = repair;
        // Unheard, these would end the process. A client that is checked out has no other listener.
        this.on('error', () => {});
        this.on('connect', (client) => {
            client.on('error', () => {});
            this.#open.add(client);
        });
        this.on('remove', (client) => this.#open.delete(client));
    }

    /** Ends it without waiting for statements under way, which fail. */
    async abandon(): Promise<void> {
        const ended = this.end();
        for (const client of this.#open) (client as unknown as pg.Client).end().catch(() => {});
        await ended;
    }

    override connect(): Promise<pg.PoolClient>;
    override connect(callback: Callback): void;
    override connect(callback?: Callback): Promise<pg.PoolClient> | undefined {
        const attempt = this.#connect();
        if (!callback) return attempt;
        attempt.then(
            (client) => callback(undefined, client, (release) => client.release(release)),
            (error) => callback(error, undefined, () => {}),
        );
        return undefined;
    }

    async #connect(): Promise<pg.PoolClient> {
        try {
            return await super.connect();
        } catch (error) {
            const isRefused = (error as { code?: string }).code === '28P01';
            if (!isRefused || !this.#repair) throw this.#problem(error);
        }
        await this.#repair();
        try {
            return await super.connect();
        } catch (error) {
            throw this.#problem(error);
        }
    }

    #problem(error: unknown): unknown {
        return this.ending ? error : connectionProblem(error, this.#url, this.#name);
    }
}
