import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { serverAccount } from '../../src/embedded/account.ts';
import { findBinaries, restoreLinks } from '../../src/embedded/binaries.ts';
import { raisedBy, scratchFolder } from '../support/index.ts';

function packageWithoutLinks(): string {
    const native = path.join(scratchFolder('package'), 'native');
    fs.mkdirSync(path.join(native, 'lib'), { recursive: true });
    fs.writeFileSync(path.join(native, 'lib/libicuuc.so.60.2'), 'library');
    fs.writeFileSync(
        path.join(native, 'pg-symlinks.json'),
        JSON.stringify([
            { source: 'native/lib/libicuuc.so.60.2', target: 'native/lib/libicuuc.so.60' },
        ]),
    );
    return native;
}

describe('links that an install script would have made', () => {
    test('are made, relative to where they stand', () => {
        const native = packageWithoutLinks();
        restoreLinks(native);
        const link = path.join(native, 'lib/libicuuc.so.60');
        expect(fs.readlinkSync(link)).toBe('libicuuc.so.60.2');
        expect(fs.readFileSync(link, 'utf8')).toBe('library');
    });

    test('are made anew where they lead nowhere, and left alone where they are right', () => {
        const native = packageWithoutLinks();
        const link = path.join(native, 'lib/libicuuc.so.60');
        fs.symlinkSync('nowhere', link);
        restoreLinks(native);
        const { ino } = fs.lstatSync(link);
        expect(fs.readlinkSync(link)).toBe('libicuuc.so.60.2');
        restoreLinks(native);
        expect(fs.lstatSync(link).ino).toBe(ino);
    });

    test('are not missed in a package that needs none', () => {
        expect(() => restoreLinks(scratchFolder('package'))).not.toThrow();
    });
});

describe('the programs', () => {
    const account = serverAccount(scratchFolder('binaries'));

    test('of the package are those of PostgreSQL 18', () => {
        const { folder, major } = findBinaries(account);
        expect(major).toBe(18);
        expect(fs.readdirSync(folder)).toEqual(expect.arrayContaining(['initdb', 'postgres']));
    });

    test('of another package get their links, too', async () => {
        const native = packageWithoutLinks();
        await raisedBy(() => findBinaries(account, path.join(native, 'bin')));
        expect(fs.existsSync(path.join(native, 'lib/libicuuc.so.60'))).toBe(true);
    });

    test('that do not run are an error that names their folder', async () => {
        const folder = scratchFolder('binaries');
        fs.chmodSync(folder, 0o755);
        fs.writeFileSync(path.join(folder, 'postgres'), '#!/bin/sh\necho broken >&2; exit 1\n', {
            mode: 0o755,
        });
        const { message, detail } = await raisedBy(() => findBinaries(account, folder));
        expect(message).toBe(`the PostgreSQL programs in ${folder} do not run`);
        expect(detail).toBe('broken');
    });
});
