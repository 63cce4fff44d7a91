import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { hash, type Room, readRoutines, roomsOf } from '../../src/migrate/files.ts';
import { scratchFolder } from '../support/index.ts';

function roomWith(files: Record<string, string>): Room {
    const plpgsql = scratchFolder('room');
    for (const [name, sql] of Object.entries(files)) {
        fs.writeFileSync(path.join(plpgsql, name), sql);
    }
    return { owner: 'sales', room: 'stg', migrations: '/nowhere', plpgsql };
}

const kindOf = (sql: string) => readRoutines(roomWith({ 'x.sql': sql }))[0]?.kind;

describe('the rooms of a database', () => {
    const config = readConfig({});

    test('are what all layers share, the engine, then the models', () => {
        const rooms = roomsOf(config, 'stg').map(({ owner, room }) => `${owner}/${room}`);
        expect(rooms).toEqual(['engine/common', 'engine/stg', 'sales/stg']);
    });

    test('of the source have nothing of what the layers of the warehouse share', () => {
        const rooms = roomsOf(config, 'operational').map(({ owner, room }) => `${owner}/${room}`);
        expect(rooms).toEqual(['engine/operational', 'sales/operational']);
    });

    test('of a model elsewhere lie in its own folder', () => {
        const folder = scratchFolder('model');
        const model = {
            name: 'm',
            migrations: `${folder}/migrations`,
            plpgsql: `${folder}/plpgsql`,
        };
        expect(roomsOf({ ...config, models: [model] }, 'dwh').at(-1)).toEqual({
            owner: 'm',
            room: 'dwh',
            migrations: path.join(folder, 'migrations/dwh'),
            plpgsql: path.join(folder, 'plpgsql/dwh'),
        });
    });
});

describe('the files of a room', () => {
    test('are the .sql files by name', () => {
        const files = readRoutines(
            roomWith({ 'b.sql': 'select 2', 'a.sql': 'select 1', 'notes.md': '' }),
        );
        expect(files.map(({ file, name }) => [file, name])).toEqual([
            ['sales/stg/a.sql', 'a'],
            ['sales/stg/b.sql', 'b'],
        ]);
        expect(files[0]).toMatchObject({ owner: 'sales', sql: 'select 1', hash: hash('select 1') });
    });

    test('are none where there is no folder', () => {
        expect(readRoutines({ ...roomWith({}), plpgsql: '/nowhere/at/all' })).toEqual([]);
    });

    test('are routines, views or declarations', () => {
        expect(kindOf('create or replace view public.x as select 1')).toBe('view');
        expect(kindOf('CREATE VIEW x AS SELECT 1')).toBe('view');
        expect(kindOf('create or replace function x() returns int as $$ select 1 $$')).toBe(
            'routine',
        );
        expect(
            readRoutines(roomWith({ 'declarations.sql': 'call engine.declare_x()' }))[0]?.kind,
        ).toBe('declarations');
    });

    test('are no views because a comment or a body speaks of one', () => {
        expect(kindOf('-- create view x as\ncreate function x() ...')).toBe('routine');
        expect(kindOf('/*\ncreate view y as\n*/ create function x() ...')).toBe('routine');
        expect(kindOf('create function x() returns text as $$\ncreate view y as $$')).toBe(
            'routine',
        );
        expect(kindOf('-- Rejected: none.\ncreate view x as select 1')).toBe('view');
    });
});

test('a hash changes with the text and not with the line ends of a checkout', () => {
    expect(hash('a\nb')).toBe(hash('a\r\nb'));
    expect(hash('a\nb')).not.toBe(hash('a\nB'));
});
