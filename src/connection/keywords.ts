/** What libpq calls the parts of a connection, and what pgstrata makes of them. */
import { z } from 'zod';
import { port } from '../setting-values.ts';

interface Declaration {
    /** The environment variable that stands in where a URL does not say. */
    variable?: string;
    /** What its value may be. */
    is: z.ZodType;
    about?: string;
    /** What is taken where nothing is said. */
    otherwise?: string;
}

const text = z.string();
const file = z.string();

const oneOf = (...values: string[]) => z.enum(values, { error: `is none of ${values.join(', ')}` });

/** For what this process cannot keep: it is refused, unless what is asked for happens anyway. */
const unless = (values: string[], why: string) =>
    z.string().refine((value) => values.includes(value.toLowerCase()), why);

export const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];
const tlsVersions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

export const keywords = {
    host: {
        variable: 'PGHOST',
        is: text,
        about: 'host name, address, or folder of a Unix socket',
        otherwise: 'a socket in `/var/run/postgresql` or `/tmp`, else `localhost`',
    },
    port: { variable: 'PGPORT', is: port, about: 'port', otherwise: '5432' },
    user: {
        variable: 'PGUSER',
        is: text,
        about: 'user',
        otherwise: 'that of the operating system',
    },
    // PGDATABASE is not among these: it names one database, and there are four.
    dbname: { is: text },
    password: {
        variable: 'PGPASSWORD',
        is: text,
        about: 'password',
        otherwise: 'that of the password file',
    },
    passfile: {
        variable: 'PGPASSFILE',
        is: file,
        about: 'password file; not used if others may read it',
        otherwise: '`~/.pgpass`',
    },
    service: {
        variable: 'PGSERVICE',
        is: text,
        about: 'a section of the service file (`PGSERVICEFILE`, or `~/.pg_service.conf`)',
    },
    options: { variable: 'PGOPTIONS', is: text, about: 'settings of the session: `-c name=value`' },
    application_name: {
        variable: 'PGAPPNAME',
        is: text,
        about: 'what sessions are called',
        otherwise: '`pgstrata` and the command',
    },
    connect_timeout: {
        variable: 'PGCONNECT_TIMEOUT',
        is: z.string().regex(/^\d{1,6}$/, 'is not a whole number of seconds'),
        about: 'seconds to wait for a connection; 0: without end',
        otherwise: '10',
    },
    sslmode: {
        variable: 'PGSSLMODE',
        is: oneOf(...sslModes),
        about: sslModes.map((mode) => `\`${mode}\``).join(', '),
        otherwise: '`prefer`',
    },
    sslrootcert: {
        variable: 'PGSSLROOTCERT',
        is: file,
        about: 'root certificates, or `system` for those that the system trusts',
        otherwise: '`~/.postgresql/root.crt`',
    },
    sslcert: {
        variable: 'PGSSLCERT',
        is: file,
        about: 'client certificate',
        otherwise: '`~/.postgresql/postgresql.crt`',
    },
    sslkey: {
        variable: 'PGSSLKEY',
        is: file,
        about: 'key of the client certificate',
        otherwise: '`~/.postgresql/postgresql.key`',
    },
    sslcrl: {
        variable: 'PGSSLCRL',
        is: file,
        about: 'certificates that were revoked',
        otherwise: '`~/.postgresql/root.crl`',
    },
    sslsni: { variable: 'PGSSLSNI', is: oneOf('0', '1') },
    sslnegotiation: { variable: 'PGSSLNEGOTIATION', is: oneOf('postgres', 'direct') },
    ssl_min_protocol_version: { variable: 'PGSSLMINPROTOCOLVERSION', is: oneOf(...tlsVersions) },
    ssl_max_protocol_version: { variable: 'PGSSLMAXPROTOCOLVERSION', is: oneOf(...tlsVersions) },
    hostaddr: {
        variable: 'PGHOSTADDR',
        is: unless([], 'cannot be used: name the address as host'),
    },
    sslpassword: { is: unless([], 'cannot be used: give sslkey a key without a password') },
    sslcrldir: {
        variable: 'PGSSLCRLDIR',
        is: unless([], 'cannot be used: name one file in sslcrl'),
    },
    sslcertmode: { variable: 'PGSSLCERTMODE', is: unless(['allow'], 'can be allow only') },
    requirepeer: { variable: 'PGREQUIREPEER', is: unless([], 'cannot be checked') },
    require_auth: { variable: 'PGREQUIREAUTH', is: unless([], 'cannot be checked') },
    channel_binding: {
        variable: 'PGCHANNELBINDING',
        is: unless(['disable', 'prefer'], 'cannot be required: leave it out'),
    },
    gssencmode: {
        variable: 'PGGSSENCMODE',
        is: unless(['disable', 'prefer'], 'cannot be required: leave it out'),
    },
    target_session_attrs: {
        variable: 'PGTARGETSESSIONATTRS',
        is: unless(['any', 'primary', 'read-write'], 'is not one that can be written to'),
    },
    load_balance_hosts: {
        variable: 'PGLOADBALANCEHOSTS',
        is: unless(['disable'], 'is of no use with one host'),
    },
    client_encoding: { variable: 'PGCLIENTENCODING', is: text },
    fallback_application_name: { is: text },
    keepalives: { is: text },
    keepalives_idle: { is: text },
    keepalives_interval: { is: text },
    keepalives_count: { is: text },
    tcp_user_timeout: { is: text },
} satisfies Record<string, Declaration>;

export type Keyword = keyof typeof keywords;

/** The parts of a connection that are known. */
export type Parts = Partial<Record<Keyword, string>>;

export const keywordNames = Object.keys(keywords) as Keyword[];

export const isKeyword = (name: string): name is Keyword => name in keywords;

export const declarationOf = (keyword: Keyword): Declaration => keywords[keyword];

/** What is wrong with the value of a part, said of it: `is not …`. */
export function problemOf(keyword: Keyword, value: string): string | undefined {
    const { success, error } = declarationOf(keyword).is.safeParse(value);
    return success ? undefined : error.issues[0]?.message;
}
