import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { serverAccount } from '../../src/embedded/account.ts';
import {
    findPlace,
    type Place,
    preparePlace,
    readPassword,
    removePlace,
    settingsInclude,
} from '../../src/embedded/place.ts';
import { raisedBy, scratchFolder } from '../support/index.ts';

const account = serverAccount(scratchFolder('place'));
const prepare = (folder: string) => preparePlace(folder, account);
/** What makes a data folder one of this program. */
function makeData({ data }: Place): void {
    fs.mkdirSync(data);
    fs.writeFileSync(path.join(data, 'postgresql.conf'), `${settingsInclude}\n`);
}
const mode = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);

describe('a prepared place', () => {
    test('has a password that only the server and its owner can read', () => {
        const place = prepare(path.join(scratchFolder('place'), 'pg'));
        expect(mode(place.password)).toBe('600');
        expect(fs.statSync(place.password).uid).toBe(account.uid);
        expect(readPassword(place)).toMatch(/^[\w-]{32}$/);
    });

    test('keeps its password', () => {
        const folder = path.join(scratchFolder('place'), 'pg');
        const first = readPassword(prepare(folder));
        expect(readPassword(prepare(folder))).toBe(first);
        expect(findPlace(folder)).toEqual(prepare(folder));
    });

    test('whose password is lost says so instead of making another', async () => {
        const folder = path.join(scratchFolder('place'), 'pg');
        const place = prepare(folder);
        makeData(place);
        fs.rmSync(place.password);
        const { message } = await raisedBy(() => prepare(folder));
        expect(message).toBe(`the password file ${place.password} is missing`);
        expect(() => readPassword(place)).toThrow(/is missing/);
    });

    test('is not made beside data of another program', async () => {
        const folder = path.join(scratchFolder('place'), 'pg');
        fs.mkdirSync(path.join(folder, 'data'), { recursive: true });
        fs.writeFileSync(path.join(folder, 'data', 'PG_VERSION'), '18');
        const { message, hint } = await raisedBy(() => prepare(folder));
        expect(message).toBe(`${folder}/data is not empty, and pgstrata did not make it`);
        expect(hint).not.toContain('delete');
    });

    test('is not made where a file is in the way', async () => {
        const file = path.join(scratchFolder('place'), 'file');
        fs.writeFileSync(file, '');
        const { message, hint } = await raisedBy(() => prepare(file));
        expect(message).toBe(`the folder ${file} for the embedded PostgreSQL is not usable`);
        expect(hint).toContain('PGSTRATA_DATA');
    });
});

describe('removing a place', () => {
    test('removes what was made there, and the folder when nothing else is in it', () => {
        const place = prepare(path.join(scratchFolder('place'), 'pg'));
        makeData(place);
        removePlace(place);
        expect(fs.existsSync(place.folder)).toBe(false);
    });

    test('leaves what someone else put there', () => {
        const place = prepare(path.join(scratchFolder('place'), 'pg'));
        fs.writeFileSync(path.join(place.folder, 'notes.txt'), 'mine');
        removePlace(place);
        expect(fs.readdirSync(place.folder)).toEqual(['notes.txt']);
    });

    test('leaves data that another program made', () => {
        const place = prepare(path.join(scratchFolder('place'), 'pg'));
        fs.mkdirSync(place.data);
        fs.writeFileSync(path.join(place.data, 'PG_VERSION'), '18');
        removePlace(place);
        expect(fs.readdirSync(place.folder)).toEqual(['data']);
    });
});
