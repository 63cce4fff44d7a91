import fs from 'node:fs';
import path from 'node:path';
import type { StartedTestContainer } from 'testcontainers';
import { connectTo } from '../../src/connection/connect.ts';
import { startEmbedded } from '../../src/embedded/index.ts';

/** What a test needs to know of the server; it travels to the test's process as JSON. */
export interface ServerCoordinates {
    kind: 'docker' | 'embedded' | 'url';
    /** The superuser's URL of the maintenance database. */
    url: string;
    /** Where the server finds itself, as a foreign server of its own has to name it. */
    linkHost: string;
    linkPort: string;
    major: number;
    /** The server's log, where this machine can read it. */
    log: string | undefined;
    /** Everything on disk of this test run; removed at its end. */
    scratch: string;
}

export interface TestServer {
    coordinates: ServerCoordinates;
    /** Embedded servers end with the folder of the test run. */
    stop(): Promise<void>;
}

/** Nothing that a test makes has to survive a crash of the machine. */
export const serverSettings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_connections: '300',
    max_prepared_transactions: '20',
    shared_buffers: '128MB',
};

/** The release of PGSTRATA_TEST_PG_BIN, or the one that comes as a package. */
export const testBinaries = () => process.env.PGSTRATA_TEST_PG_BIN || undefined;

/** Starts the server that PGSTRATA_TEST_PG asks for, or takes the one of PGSTRATA_TEST_URL. */
export async function startServer(scratch: string): Promise<TestServer> {
    const kind = process.env.PGSTRATA_TEST_PG || ((await hasDocker()) ? 'docker' : 'embedded');
    if (kind === 'embedded') return embeddedServer(scratch);
    if (kind === 'docker') return dockerServer(scratch);
    if (kind === 'url') return givenServer(scratch);
    throw new Error(`PGSTRATA_TEST_PG is '${kind}', not docker, embedded or url`);
}

async function hasDocker(): Promise<boolean> {
    if (testBinaries()) return false;
    const { getContainerRuntimeClient } = await import('testcontainers');
    return getContainerRuntimeClient().then(
        () => true,
        () => false,
    );
}

async function embeddedServer(scratch: string): Promise<TestServer> {
    const embedded = await startEmbedded({
        folder: path.join(scratch, 'server'),
        settings: serverSettings,
        binaries: testBinaries(),
        defaultPort: false,
    });
    const coordinates = await describe('embedded', embedded.url('postgres'), scratch, {
        log: embedded.place.log,
    });
    return { coordinates, stop: async () => {} };
}

async function dockerServer(scratch: string): Promise<TestServer> {
    const { GenericContainer, Wait } = await import('testcontainers');
    const container: StartedTestContainer = await new GenericContainer('postgres:18')
        .withEnvironment({
            POSTGRES_PASSWORD: 'postgres',
            // The image trusts 127.0.0.1, and over such a link PostgreSQL lets only superusers.
            POSTGRES_INITDB_ARGS: '--auth-host=scram-sha-256',
        })
        .withCommand([
            'postgres',
            ...Object.entries(serverSettings).flatMap(([name, value]) => [
                '-c',
                `${name}=${value}`,
            ]),
        ])
        .withExposedPorts(5432)
        // The first time is the one that only runs the set-up.
        .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
        .start();
    const address = `${container.getHost()}:${container.getMappedPort(5432)}`;
    const url = new URL(`postgresql://postgres:postgres@${address}/postgres?sslmode=disable`);
    const coordinates = await describe('docker', url, scratch, {
        linkHost: '127.0.0.1',
        linkPort: '5432',
    });
    return { coordinates, stop: async () => void (await container.stop()) };
}

async function givenServer(scratch: string): Promise<TestServer> {
    const text = process.env.PGSTRATA_TEST_URL ?? '';
    if (!URL.canParse(text)) throw new Error('PGSTRATA_TEST_PG=url needs PGSTRATA_TEST_URL');
    const coordinates = await describe('url', new URL(text), scratch, {});
    return { coordinates, stop: async () => {} };
}

async function describe(
    kind: ServerCoordinates['kind'],
    url: URL,
    scratch: string,
    known: Partial<ServerCoordinates>,
): Promise<ServerCoordinates> {
    const client = await connectTo(url, 'the test server');
    try {
        const { rows } = await client.query<{ superuser: boolean; major: number }>(
            `select current_setting('is_superuser')::boolean as superuser,
                    current_setting('server_version_num')::integer / 10000 as major`,
        );
        const [row] = rows;
        if (!row?.superuser) throw new Error('the tests need a superuser, to make roles');
        return {
            kind,
            url: url.href,
            linkHost: url.hostname,
            linkPort: url.port || '5432',
            major: row.major,
            log: undefined,
            scratch,
            ...known,
        };
    } finally {
        await client.end();
    }
}

/** A folder that the system user of an embedded server can enter. */
export function makeScratch(parent: string, name: string): string {
    const folder = fs.mkdtempSync(path.join(parent, `${name}-`));
    fs.chmodSync(folder, 0o711);
    return folder;
}
