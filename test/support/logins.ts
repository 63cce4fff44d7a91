import type { DatabaseUrl } from '../../src/config.ts';
import { connectTo } from '../../src/connection/connect.ts';
import type { Layer } from '../../src/layers.ts';
import { linkPassword } from './create.ts';

const password = 'password of a member';

/** Logins that are members of the roles of the design, made when they are first asked for. */
export class Logins {
    readonly #prefix: string;
    /** By the cluster that they were made in, since its databases share them. */
    readonly #made = new Map<string, { admin: URL; login: string }>();

    constructor(prefix: string) {
        this.#prefix = prefix;
    }

    async urlAs({ url }: DatabaseUrl, layer: Layer, role: string): Promise<URL> {
        const member = new URL(url);
        if (role === 'pgstrata_link') {
            member.username = role;
            member.password = encodeURIComponent(linkPassword);
            return member;
        }
        const login = `${this.#prefix}_${role.replace(/^pgstrata_/, '')}`;
        const key = `${url.host} ${login}`;
        if (!this.#made.has(key)) {
            const admin = new URL(url);
            admin.pathname = '/postgres';
            await execute(admin, layer, [
                `create role ${login} login password '${password}' in role ${role}`,
            ]);
            this.#made.set(key, { admin, login });
        }
        member.username = login;
        member.password = encodeURIComponent(password);
        return member;
    }

    /** After their databases are gone, nothing depends on them. */
    async drop(): Promise<void> {
        for (const { admin, login } of this.#made.values()) {
            await execute(admin, 'the test server', [`drop role ${login}`]);
        }
        this.#made.clear();
    }
}

async function execute(url: URL, name: string, statements: string[]): Promise<void> {
    const client = await connectTo(url, name);
    try {
        for (const statement of statements) await client.query(statement);
    } finally {
        await client.end();
    }
}
