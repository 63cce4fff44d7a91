import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import type { Config, DatabaseUrl } from '../../src/config.ts';
import { type ConnectOptions, connectTo } from '../../src/connection/connect.ts';
import type { Databases } from '../../src/databases.ts';
import { type Layer, layers } from '../../src/layers.ts';
import { type MigrateOptions, migrate } from '../../src/migrate/index.ts';
import type { SeedSizes } from '../../src/options.ts';
import {
    cloneTemplate,
    createEmpty,
    dropAll,
    type FourDatabases,
    type Settings,
} from './create.ts';
import { Logins } from './logins.ts';

export interface WarehouseOptions extends Settings {
    /** False: empty databases, which `migrate()` then fills. */
    migrated?: boolean;
}

export interface LoginOptions extends ConnectOptions {
    /**
     * A role of the design, such as pgstrata_operator: a login of its own that is a member of it
     * (pgstrata_link logs in itself). Undefined: the superuser.
     */
    user?: string;
}

/** The four databases of one test file. */
export class Warehouse {
    readonly databases: Databases;
    readonly config: Config;
    /** PGSTRATA_* for a child process that works on these databases. */
    readonly env: Record<string, string>;
    readonly #sessions = new Map<Layer, pg.Client>();
    readonly #open = new Set<pg.Client>();
    readonly #logins: Logins;
    readonly #remove: (logins: Logins) => Promise<void>;

    /** `remove` gets rid of the databases, and of logins where these outlive them. */
    constructor(four: FourDatabases, name: string, remove: (logins: Logins) => Promise<void>) {
        this.databases = four.databases;
        this.config = four.config;
        this.env = four.env;
        this.#logins = new Logins(name);
        this.#remove = remove;
    }

    get urls(): Record<Layer, DatabaseUrl> {
        return this.databases.urls;
    }

    /** The rows of a statement of the superuser; all of a layer go over one session. */
    async query<Row extends object = Record<string, unknown>>(
        layer: Layer,
        sql: string,
        values: unknown[] = [],
    ): Promise<Row[]> {
        let session = this.#sessions.get(layer);
        if (!session) {
            session = await this.connect(layer);
            this.#sessions.set(layer, session);
        }
        return (await session.query(sql, values)).rows as Row[];
    }

    /** The first column of the first row: undefined when there is none. */
    async value<Value = unknown>(
        layer: Layer,
        sql: string,
        values: unknown[] = [],
    ): Promise<Value | undefined> {
        const [row] = await this.query(layer, sql, values);
        return row && (Object.values(row)[0] as Value);
    }

    /** A session of its own, which `drop` closes at the latest. */
    async connect(layer: Layer, options: LoginOptions = {}): Promise<pg.Client> {
        const { user, ...others } = options;
        const url = user ? await this.urlAs(layer, user) : this.urls[layer].url;
        const client = await connectTo(url, layer, { applicationName: 'test', ...others });
        this.#open.add(client);
        client.once('end', () => this.#open.delete(client));
        return client;
    }

    /** The URL with which a member of a role logs in. */
    async urlAs(layer: Layer, role: string): Promise<URL> {
        return this.#logins.urlAs(this.urls[layer], layer, role);
    }

    async migrate(options: MigrateOptions = {}) {
        return migrate(this.databases, this.config, options);
    }

    /** Calls the master, as the superuser unless told otherwise; returns its notices. */
    async run(options: { entities?: string[]; user?: string } = {}): Promise<string[]> {
        const client = await this.connect('dwh', { user: options.user });
        const notices = listenToNotices(client);
        try {
            await client.query('call public.run_master_pipeline($1::text[])', [
                options.entities ?? null,
            ]);
            return notices;
        } finally {
            await client.end();
        }
    }

    /** Sample data for an empty source; few rows unless told otherwise. */
    async seed(sizes: Partial<SeedSizes> = {}): Promise<void> {
        const { customers, products, sales } = {
            customers: 50,
            products: 20,
            sales: 500,
            ...sizes,
        };
        await this.query('operational', 'call public.seed_operational($1, $2, $3)', [
            customers,
            products,
            sales,
        ]);
    }

    /** Closes every session of this object, then removes the databases and the logins. */
    async drop(): Promise<void> {
        await Promise.all([...this.#open].map((client) => client.end().catch(() => {})));
        await this.#remove(this.#logins);
    }
}

/** A migrated warehouse with nothing in it, unless told otherwise. Drop it in afterAll. */
export async function createWarehouse(options: WarehouseOptions = {}): Promise<Warehouse> {
    const server = inject('server');
    const name = uniqueName();
    const { migrated = true, ...settings } = options;
    const cloned = migrated && !settings.models;
    const four = cloned
        ? await cloneTemplate(server, inject('template'), name, settings)
        : await createEmpty(server, name, settings);
    const warehouse = new Warehouse(four, name, async (logins) => {
        await dropAll(server, name);
        await logins.drop();
    });
    if (migrated && (!cloned || settings.timeZone)) await warehouse.migrate();
    return warehouse;
}

/** What the server says to a session from now on, as it comes. */
export function listenToNotices(client: pg.Client): string[] {
    const notices: string[] = [];
    client.on('notice', ({ message }) => notices.push(message ?? ''));
    return notices;
}

/** Names of databases and logins, which belong to the cluster that the test files share. */
export function uniqueName(): string {
    return `t${randomBytes(5).toString('hex')}`;
}

export { type Layer, layers };
