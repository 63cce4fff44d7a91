import { connectTo } from '../connection/connect.ts';
import { databaseOf, passwordOf, userOf } from '../connection/uri.ts';
import type { Databases } from '../databases.ts';
import { PgstrataError } from '../errors.ts';
import { type Layer, layers } from '../layers.ts';
import { isRace } from './admin.ts';
import { executeWithSecret, generatePassword, scramVerifier } from './secret.ts';
import { serversOf } from './servers.ts';
import { asRole, type Session, sqlstate, texts } from './session.ts';

export interface LinkLogin {
    user: string;
    password: string;
}

type Verdict = 'accepted' | 'refused' | 'unknown';

export const linkUrlName = (layer: Layer) => `PGSTRATA_${layer.toUpperCase()}_LINK_URL`;

/** User and password of a link URL, as far as it names them. */
export function loginOf(link: URL): { user: string; password: string | undefined } {
    const user = userOf(link) || 'pgstrata_link';
    return { user, password: passwordOf(link) || undefined };
}

/**
 * The login that leads to each layer. The link URL decides; else the password that a mapping has
 * already, if it still works; else that of another layer, since layers of one cluster share the
 * role; else a new one, which the role gets.
 */
export async function settleLinkLogins(
    databases: Databases,
    sessions: Record<Layer, Session>,
    onNewPassword: (layer: Layer, user: string) => void,
): Promise<Record<Layer, LinkLogin>> {
    const settled = {} as Record<Layer, LinkLogin>;
    for (const layer of layers) {
        const { user, password } = loginOf(databases.urls[layer].link);
        const login =
            password === undefined
                ? await keepOrFind(databases, sessions, layer, user, Object.values(settled))
                : { user, password };
        if (login && (await tryLogin(databases, layer, login)) !== 'refused') {
            settled[layer] = login;
            continue;
        }
        settled[layer] = login ?? { user, password: generatePassword() };
        await setPassword(databases, sessions[layer], settled[layer]);
        onNewPassword(layer, user);
    }
    await refuseContradictions(databases, settled);
    return settled;
}

async function keepOrFind(
    databases: Databases,
    sessions: Record<Layer, Session>,
    layer: Layer,
    user: string,
    others: LinkLogin[],
): Promise<LinkLogin | undefined> {
    const mapped = await mappedPasswords(sessions, layer, user);
    const shared = others.filter((other) => other.user === user).map((other) => other.password);
    let unknown: LinkLogin | undefined;
    for (const password of new Set([...mapped, ...shared])) {
        const login = { user, password };
        const verdict = await tryLogin(databases, layer, login);
        if (verdict === 'accepted') return login;
        // The role may be admitted from its peers only: what is there is taken to be right.
        if (verdict === 'unknown' && mapped.includes(password)) unknown ??= login;
    }
    return unknown;
}

async function mappedPasswords(
    sessions: Record<Layer, Session>,
    layer: Layer,
    user: string,
): Promise<string[]> {
    const found: string[] = [];
    for (const { client, layer: downstream } of Object.values(sessions)) {
        if (!serversOf(downstream).includes(layer)) continue;
        const passwords = await asRole(client, 'pgstrata_pipeline', () =>
            texts(
                client,
                `select p.option_value
                   from pg_user_mappings m
                  cross join pg_options_to_table(m.umoptions) p
                  cross join pg_options_to_table(m.umoptions) u
                  where m.srvname = $1 and m.usename = 'pgstrata_pipeline'
                    and p.option_name = 'password'
                    and u.option_name = 'user' and u.option_value = $2`,
                [layer, user],
            ),
        );
        found.push(...passwords);
    }
    return found;
}

/** Whether the layer's server admits the login, asked over the address that this process uses. */
export async function tryLogin(
    databases: Databases,
    layer: Layer,
    { user, password }: LinkLogin,
): Promise<Verdict> {
    const url = new URL(databases.urls[layer].url);
    url.username = encodeURIComponent(user);
    url.password = encodeURIComponent(password);
    try {
        const client = await connectTo(url, layer);
        await client.end();
        return 'accepted';
    } catch (error) {
        return /: wrong user or password$/.test((error as Error).message) ? 'refused' : 'unknown';
    }
}

async function setPassword(
    databases: Databases,
    session: Session,
    { user, password }: LinkLogin,
): Promise<void> {
    const { layer, client } = session;
    if (user !== 'pgstrata_link') {
        throw new PgstrataError(`${layer} does not admit "${user}" of ${linkUrlName(layer)}`, 3, {
            hint: 'correct the password there, or leave user and password out to use pgstrata_link',
        });
    }
    await refuseForeignUse(databases, session);
    for (let attempt = 1; ; attempt++) {
        try {
            // A role may always change its own password, so this needs no admin.
            await executeWithSecret(
                databases.urls[layer].url,
                layer,
                'pgstrata_link',
                scramVerifier(password),
                'alter role pgstrata_link password %L',
                [],
            );
            break;
        } catch (error) {
            if (sqlstate(error) !== 'XX000' && !isRace(error)) throw error;
            if (attempt === 10) throw error;
        }
    }
    if ((await tryLogin(databases, layer, { user, password })) !== 'refused') return;
    const [version] = await texts(client, 'show server_version');
    throw new PgstrataError(`${layer} does not admit pgstrata_link`, 3, {
        detail: `the server is PostgreSQL ${version}, and the password was just set`,
        hint: 'let pg_hba.conf of that server admit pgstrata_link with scram-sha-256',
    });
}

/** A generated password would break the links of another installation in the same cluster. */
async function refuseForeignUse(databases: Databases, { layer, client }: Session): Promise<void> {
    if (loginOf(databases.urls[layer].link).password !== undefined) return;
    const ours = layers.map((l) => databaseOf(databases.urls[l].url));
    const others = await texts(
        client,
        `select distinct d.datname
           from pg_shdepend s
           join pg_database d on d.oid = s.dbid
          where s.refclassid = 'pg_authid'::regclass
            and s.refobjid = to_regrole('pgstrata_link')
            and d.datname <> all ($1)
          order by 1`,
        [ours],
    );
    if (others.length === 0) return;
    throw new PgstrataError(`other databases of the server of ${layer} use pgstrata_link too`, 2, {
        detail: `the role belongs to the whole cluster; it is used in ${others.join(', ')}`,
        hint: `name its password in ${linkUrlName(layer)} and those of the other layers there`,
    });
}

async function refuseContradictions(
    databases: Databases,
    settled: Record<Layer, LinkLogin>,
): Promise<void> {
    for (const layer of layers) {
        if ((await tryLogin(databases, layer, settled[layer])) !== 'refused') continue;
        throw new PgstrataError(`the link URLs name different passwords for one role`, 2, {
            detail: `${layer} no longer admits ${settled[layer].user}: another layer of the same cluster changed its password`,
            hint: 'give layers that share a cluster the same user and password in their link URLs',
        });
    }
}
