import { ConnectionError, PgstrataError } from '../errors.ts';
import { addressOf, passwordOf } from './uri.ts';

interface Problem {
    says: string;
    hint: string;
}

const tlsHint =
    'check sslmode and sslrootcert of the URL; sslmode=require encrypts without checking';

const problems: Record<string, Problem> = {
    ECONNREFUSED: {
        says: 'nothing accepts connections there',
        hint: 'check host and port, and that PostgreSQL runs and listens on that address',
    },
    ENOENT: {
        says: 'there is no such socket',
        hint: 'check the folder and the port, and that PostgreSQL runs and has its socket there',
    },
    ENOTFOUND: { says: 'that host is not known', hint: 'check the host name' },
    EAI_AGAIN: { says: 'the host name cannot be looked up', hint: 'check the host name and DNS' },
    ETIMEDOUT: {
        says: 'no answer in time',
        hint: 'check host and port, and the firewall between',
    },
    EHOSTUNREACH: { says: 'no route to that host', hint: 'check the address and the network' },
    ENETUNREACH: { says: 'no route to that network', hint: 'check the address and the network' },
    ECONNRESET: {
        says: 'the connection was closed',
        hint: "check that a PostgreSQL server answers there, and that server's log",
    },
    '28P01': {
        says: 'wrong user or password',
        hint: 'check user and password: of the URL, PGPASSWORD or the password file',
    },
    '28000': {
        says: 'the server does not admit this login',
        hint: 'check the user, pg_hba.conf of the server, and sslmode of the URL',
    },
    '3D000': { says: 'no such database', hint: 'create it, or check the name in the URL' },
    '42501': { says: 'that user may not connect to it', hint: 'grant connect on the database' },
    '53300': {
        says: 'the server has no connection left',
        hint: 'close other sessions or raise max_connections',
    },
    '57P03': { says: 'the server is starting or stopping', hint: 'try again in a moment' },
    '55000': { says: 'the database does not accept connections', hint: 'allow connections to it' },
    '08P01': {
        says: 'it does not answer as PostgreSQL does',
        hint: 'check host and port, and that no other service answers there',
    },
};

/** Turns what a failed connection attempt threw into one message that holds no password. */
export function connectionProblem(error: unknown, url: URL, name: string): PgstrataError {
    if (error instanceof PgstrataError) return error;
    const problem = classify(error);
    return new ConnectionError(`cannot connect to ${name} at ${addressOf(url)}: ${problem.says}`, {
        detail: withoutSecrets(serverMessage(error), url),
        hint: problem.hint,
    });
}

function classify(error: unknown): Problem {
    const { code = '', message = '' } = error as { code?: string; message?: string };
    const known = problems[code];
    if (known) return known;
    if (/timeout/i.test(message)) return problems.ETIMEDOUT as Problem;
    if (/terminated unexpectedly/i.test(message)) return problems.ECONNRESET as Problem;
    if (/SASL|password/i.test(message)) {
        return {
            says: 'the server asks for a password',
            hint: 'put it into the URL, PGPASSWORD or the password file',
        };
    }
    if (/does not support SSL/i.test(message)) {
        return { says: 'the server has no TLS', hint: 'set sslmode=disable, or set up TLS there' };
    }
    if (/CERT|SSL|TLS|SIGNATURE|ISSUER/i.test(code) || /certificate|ssl|tls/i.test(message)) {
        return { says: "the server's certificate is not accepted", hint: tlsHint };
    }
    return { says: 'the attempt failed', hint: 'check the URL and the log of that server' };
}

function serverMessage(error: unknown): string | undefined {
    // Several addresses of one host were tried: their messages are in `errors`.
    if (error instanceof AggregateError) {
        return error.errors.map((inner) => (inner as Error).message).join('; ');
    }
    return error instanceof Error ? error.message : undefined;
}

function withoutSecrets(text: string | undefined, url: URL): string | undefined {
    if (!text || url.password === '') return text;
    return text.replaceAll(passwordOf(url), '…').replaceAll(url.password, '…');
}
