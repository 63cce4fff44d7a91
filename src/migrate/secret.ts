import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { connectTo } from '../connection/connect.ts';
import { PgstrataError } from '../errors.ts';
import { sqlstate } from './session.ts';

export function generatePassword(): string {
    return randomBytes(32).toString('base64url');
}

/** What PostgreSQL stores of a password, so that the password itself need not be sent. */
export function scramVerifier(password: string, salt = randomBytes(16), iterations = 4096): string {
    // PostgreSQL takes the bytes as they are where SASLprep refuses the text.
    const salted = pbkdf2Sync(normalise(password), salt, iterations, 32, 'sha256');
    const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
    const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
    const serverKey = hmac('Server Key').toString('base64');
    return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

/** SASLprep as far as it matters for text that is printable already: other spaces, then NFKC. */
function normalise(password: string): string {
    return password
        .replace(/[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/g, ' ')
        .normalize('NFKC');
}

/**
 * Runs DDL that carries a secret: the secret travels as a setting in the start-up packet, which no
 * log_statement or log_min_duration_statement shows (they do show bind parameters), and `format`
 * puts it in as %L. The last argument of `format` is the secret. Errors keep only their SQLSTATE:
 * message and context could quote the statement.
 */
export async function executeWithSecret(
    url: URL,
    name: string,
    role: string,
    secret: string,
    template: string,
    values: string[],
): Promise<void> {
    const target = new URL(url);
    const options = [
        target.searchParams.get('options'),
        `-c pgstrata.secret=${escapeOption(secret)}`,
    ];
    target.searchParams.set('options', options.filter((text) => text).join(' '));
    const client = await connectTo(target, name);
    try {
        await client.query(`set role ${role}`);
        await client.query(secretBlock(template, values));
    } catch (error) {
        throw new PgstrataError(`${name}: a password could not be stored`, 1, {
            detail: (error as Error).message.replaceAll(secret, '…'),
            cause: Object.assign(new Error('not shown'), { code: sqlstate(error) }),
        });
    } finally {
        await client.end();
    }
}

function secretBlock(template: string, values: string[]): string {
    const quoted = [...values.map(pg.escapeLiteral), "current_setting('pgstrata.secret')"];
    const body = `
begin
    execute format(${[pg.escapeLiteral(template), ...quoted].join(', ')});
exception when others then
    raise exception using errcode = sqlstate, message = format('it failed with SQLSTATE %s', sqlstate);
end`;
    return `do ${pg.escapeLiteral(body)}`;
}

function escapeOption(text: string): string {
    return text.replace(/[\\\s]/g, '\\$&');
}
