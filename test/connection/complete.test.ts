import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { complete } from '../../src/connection/complete.ts';
import { readUri } from '../../src/connection/uri.ts';
import { raisedBy, scratchFolder } from '../support/index.ts';

const home = scratchFolder('home');
const warn = (text: string) => {
    throw new Error(text);
};
const found = (uri: string, env: NodeJS.ProcessEnv = {}) =>
    complete(readUri(uri), { env: { HOME: home, ...env }, warn });

function write(name: string, text: string): string {
    const file = path.join(scratchFolder('files'), name);
    fs.writeFileSync(file, text, { mode: 0o600 });
    return file;
}

describe('what a URI leaves out', () => {
    test('is that of the environment', () => {
        const env = {
            PGHOST: 'db1',
            PGPORT: '6001',
            PGUSER: 'app',
            PGPASSWORD: 'secret',
            PGSSLMODE: 'require',
            PGAPPNAME: 'mine',
            PGCONNECT_TIMEOUT: '3',
            PGOPTIONS: '-c geqo=off',
            PGDATABASE: 'not used',
        };
        expect(found('postgresql:///shop', env)).toEqual({
            host: 'db1',
            port: '6001',
            user: 'app',
            password: 'secret',
            dbname: 'shop',
            sslmode: 'require',
            application_name: 'mine',
            connect_timeout: '3',
            options: '-c geqo=off',
        });
        const named = found('postgresql://me:mine@db2:6002/shop?sslmode=disable', env);
        const { host, port, user, password, sslmode } = named;
        expect([host, port, user, password, sslmode]).toEqual([
            'db2',
            '6002',
            'me',
            'mine',
            'disable',
        ]);
    });

    test('is a server on this machine, and the user who is logged in', () => {
        const { host, user, password } = found('postgresql:///shop', { PGPORT: '64999' });
        expect([host, user, password]).toEqual(['localhost', os.userInfo().username, undefined]);
    });

    test('never is the database: there are four', async () => {
        const { message } = await raisedBy(() => found('postgresql://db1', { PGDATABASE: 'shop' }));
        expect(message).toBe('names no database');
    });

    test('is that of a service before that of the environment', async () => {
        const file = write(
            'services',
            '# ours\n[other]\nhost=db9\n[shop]\nhost=db1\ndbname=shop\noptions=-c geqo=off\n\n[last]\nport=1\n',
        );
        const env = { PGSERVICEFILE: file, PGHOST: 'db2', PGUSER: 'app' };
        const parts = { host: 'db1', dbname: 'shop', user: 'app', options: '-c geqo=off' };
        expect(found('postgresql://?service=shop', env)).toMatchObject(parts);
        expect(found('postgresql://', { ...env, PGSERVICE: 'shop' })).toMatchObject(parts);
        expect(found('postgresql://db3?service=shop', env)).toMatchObject({ host: 'db3' });
        const missing = await raisedBy(() => found('postgresql://?service=shp', env));
        expect(missing.message).toBe(`names service 'shp', which ${file} does not have`);
    });

    test('a service that says something wrong is named with its line', async () => {
        const file = write('services', '[a]\nhost=db1\nhots=x\n[b]\nport=x\n[c]\nport\n');
        const asked = async (name: string) =>
            (await raisedBy(() => found(`postgresql://?service=${name}`, { PGSERVICEFILE: file })))
                .message;
        expect(await asked('a')).toBe(
            `takes line 3 of ${file}, which names no part of a connection`,
        );
        expect(await asked('b')).toBe(
            `takes line 5 of ${file}, whose port is not a port between 1 and 65535`,
        );
        expect(await asked('c')).toContain('line 7');
    });

    test('a password comes from the file, after URI and environment', () => {
        const file = write('passwords', 'db1:5432:shop:app:from the file\n');
        const uri = 'postgresql://app@db1/shop';
        expect(found(uri, { PGPASSFILE: file }).password).toBe('from the file');
        expect(found(`${uri}?passfile=${file}`).password).toBe('from the file');
        expect(found(uri, { PGPASSFILE: file, PGPASSWORD: 'env' }).password).toBe('env');
        expect(found('postgresql://app:mine@db1/shop', { PGPASSFILE: file }).password).toBe('mine');
        fs.copyFileSync(file, path.join(home, '.pgpass'));
        expect(found(uri).password).toBe('from the file');
        expect(found('postgresql://app@db2/shop').password).toBeUndefined();
    });

    test('several hosts are refused wherever they come from', async () => {
        const { message } = await raisedBy(() => found('postgresql:///shop', { PGHOST: 'a,b' }));
        expect(message).toMatch(/^names several hosts/);
    });
});
