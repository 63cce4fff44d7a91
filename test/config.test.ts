import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot, readConfig, withoutLogin } from '../src/config.ts';
import { sslModes } from '../src/connection/keywords.ts';
import { UsageError } from '../src/errors.ts';
import { scratchFolder } from './support/index.ts';

const four = {
    PGSTRATA_OPERATIONAL_URL: 'postgresql://app:secret@db1:6001/shop',
    PGSTRATA_MRR_URL: 'postgresql://app:secret@db2/mrr',
    PGSTRATA_STG_URL: 'postgresql://app:secret@db3/stg',
    PGSTRATA_DWH_URL: 'postgresql://app:secret@db4/dwh',
};

function refusal(env: NodeJS.ProcessEnv): UsageError {
    try {
        readConfig(env);
    } catch (error) {
        if (error instanceof UsageError) return error;
        throw error;
    }
    throw new Error('the settings were accepted');
}

function makeModel(name: string, ...folders: string[]): string {
    const model = path.join(scratchFolder('models'), name);
    for (const folder of folders) fs.mkdirSync(path.join(model, folder), { recursive: true });
    return model;
}

describe('without settings', () => {
    test('the embedded server serves the bundled model', () => {
        const config = readConfig({ PATH: '/usr/bin' });
        expect(config.databases).toBeUndefined();
        expect(config.port).toBeUndefined();
        expect(config.timeZone).toBeUndefined();
        expect(config.dataFolder).toBe(path.join(projectRoot, '.pgstrata'));
        expect(config.models).toEqual([
            {
                name: 'sales',
                migrations: path.join(projectRoot, 'migrations/sales'),
                plpgsql: path.join(projectRoot, 'plpgsql/sales'),
            },
        ]);
    });

    test('an empty value is an unset one', () => {
        const config = readConfig({ PGSTRATA_DWH_URL: '', PGSTRATA_PORT: '', PGSTRATA_MODELS: '' });
        expect(config.databases).toBeUndefined();
        expect(config.port).toBeUndefined();
        expect(config.models.map(({ name }) => name)).toEqual(['sales']);
    });
});

describe('URLs', () => {
    test('four URLs name four databases, and links reach them at the same address', () => {
        const { databases } = readConfig(four);
        expect(databases?.operational.url.href).toBe(four.PGSTRATA_OPERATIONAL_URL);
        expect(databases?.operational.link.href).toBe('postgresql://db1:6001/shop');
        expect(databases?.dwh.url.pathname).toBe('/dwh');
    });

    test('a link URL replaces the address and keeps its own login', () => {
        const link = 'postgresql://reader:other@inside:5433/shop';
        const { databases } = readConfig({ ...four, PGSTRATA_OPERATIONAL_LINK_URL: link });
        expect(databases?.operational.url.href).toBe(four.PGSTRATA_OPERATIONAL_URL);
        expect(databases?.operational.link.href).toBe(link);
        expect(databases?.mrr.link.host).toBe('db2');
    });

    test('a link URL takes what it leaves out from the URL, but its login', () => {
        const { databases } = readConfig({
            ...four,
            PGPORT: '7000',
            PGSTRATA_OPERATIONAL_LINK_URL: 'postgresql://inside',
            PGSTRATA_MRR_LINK_URL: 'postgresql://?sslmode=require',
        });
        expect(databases?.operational.link.href).toBe('postgresql://inside/shop');
        expect(databases?.mrr.link.href).toBe('postgresql://db2:7000/mrr?sslmode=require');
        expect(databases?.stg.link.href).toBe('postgresql://db3:7000/stg');
    });

    test('some of the four are not enough, and the missing ones are named', () => {
        const { PGSTRATA_STG_URL, PGSTRATA_DWH_URL, ...two } = four;
        const { message, hint } = refusal(two);
        expect(message).toMatch(/^PGSTRATA_STG_URL, PGSTRATA_DWH_URL not set/);
        expect(hint).toMatch(/PGSTRATA_STG_URL, PGSTRATA_DWH_URL, or none of the four/);
    });

    test('a link URL without the URL that it belongs to is refused', () => {
        const { message } = refusal({ PGSTRATA_MRR_LINK_URL: 'postgresql://db2/mrr' });
        expect(message).toBe('PGSTRATA_MRR_LINK_URL is set without PGSTRATA_MRR_URL');
    });

    test.for([
        ['db1', 'is not a URL of the form postgresql://user:password@host:5432/database'],
        ['mysql://db1/shop', 'begins with mysql://, not with postgresql://'],
        ['postgresql://db1,db2/shop', 'names several hosts; name the one that can be written to'],
        ['postgresql://db1:x/shop', 'has a port that is not a port between 1 and 65535'],
        [
            'postgresql://db1/shop?sslmode=full',
            `has an sslmode that is none of ${sslModes.join(', ')}`,
        ],
        [
            'postgresql://db1/shop?ssl_mode=require',
            'has the parameter ssl_mode, which is none of libpq; did you mean sslmode?',
        ],
        [
            'postgresql://db1/shop?channel_binding=require',
            'has a channel_binding that cannot be required: leave it out',
        ],
        [
            'postgresql://db1/shop?hostaddr=10.0.0.1',
            'has a hostaddr that cannot be used: name the address as host',
        ],
        ['postgresql://db1', 'names no database'],
        ['postgresql://db1/', 'names no database'],
        [
            'postgresql://app:50%@db1/shop',
            'has a % that does not begin an escape; write % itself as %25',
        ],
    ])('%s is refused, since it %s', ([url, says]) => {
        const { message } = refusal({ ...four, PGSTRATA_OPERATIONAL_URL: url });
        expect(message).toBe(`PGSTRATA_OPERATIONAL_URL ${says}`);
    });

    test('no complaint about a URL repeats the password in it', () => {
        const { message, detail, hint } = refusal({
            ...four,
            PGSTRATA_MRR_URL: 'http://app:hunter2@db1/mrr',
            PGSTRATA_STG_URL: 'postgresql://app:hunter2@',
        });
        expect([message, detail, hint].join(' ')).not.toContain('hunter2');
        expect(detail).toContain('PGSTRATA_MRR_URL begins with http://');
    });

    test('a URL that is safe to show has neither user nor password, and the original keeps both', () => {
        const url = new URL(four.PGSTRATA_DWH_URL);
        expect(withoutLogin(url).href).toBe('postgresql://db4/dwh');
        expect(url.password).toBe('secret');
    });
});

describe('other settings', () => {
    test('everything that is wrong is reported at once', () => {
        const { message, detail, exitCode } = refusal({
            PGSTRATA_PORT: '70000',
            PGSTRATA_TIME_ZONE: 'Europe/Wien',
            PGSTRATA_MODELS: 'engine',
        });
        expect(message).toBe('3 settings are wrong');
        expect(detail?.split('\n').sort()).toEqual([
            "PGSTRATA_MODELS has 'engine', which is not a model",
            'PGSTRATA_PORT is not a port between 1 and 65535',
            'PGSTRATA_TIME_ZONE is not a time zone, as Europe/Vienna is one',
        ]);
        expect(exitCode).toBe(2);
    });

    test('an unknown name is refused with the one that it resembles', () => {
        expect(refusal({ PGSTRATA_POTR: '1' }).message).toBe(
            'PGSTRATA_POTR is not a setting; did you mean PGSTRATA_PORT?',
        );
        expect(refusal({ PGSTRATA_COLOUR_OF_SKY: '1' }).message).toBe(
            'PGSTRATA_COLOUR_OF_SKY is not a setting',
        );
    });

    test('a variable of another program is none of its business', () => {
        expect(() => readConfig({ PGPORT: 'x', PGSTRAT_PORT: 'x' })).not.toThrow();
    });

    test('one of libpq is, where a URL leaves something to it, and it is complained of once', () => {
        const { message, detail } = refusal({ ...four, PGPORT: 'x', PGSSLMODE: 'full' });
        expect(message).toBe('2 settings are wrong');
        expect(detail).toBe(
            `PGPORT is not a port between 1 and 65535\nPGSSLMODE is none of ${sslModes.join(', ')}`,
        );
    });

    test.for(['0', '65536', '5432x', '-1', '1e3', ' 80'])('%o is not a port', (port) => {
        expect(refusal({ PGSTRATA_PORT: port }).message).toMatch(/^PGSTRATA_PORT is not a port/);
    });

    test('a port is a number', () => {
        expect(readConfig({ PGSTRATA_PORT: '6000' }).port).toBe(6000);
    });

    test.for(['+02:00', 'Mars/Olympus'])('%s is not a time zone of business', (zone) => {
        expect(refusal({ PGSTRATA_TIME_ZONE: zone }).message).toMatch(/is not a time zone/);
    });

    test('a time zone goes by its IANA name', () => {
        expect(readConfig({ PGSTRATA_TIME_ZONE: 'Asia/Tokyo' }).timeZone).toBe('Asia/Tokyo');
    });

    test('a relative data folder is one of the working directory', () => {
        expect(readConfig({ PGSTRATA_DATA: 'pg' }).dataFolder).toBe(path.resolve('pg'));
    });
});

describe('models', () => {
    test('a word is a bundled model, a path is a folder with the same two trees', () => {
        const folder = makeModel('orders', 'migrations', 'plpgsql');
        const { models } = readConfig({ PGSTRATA_MODELS: `sales, ${folder}` });
        expect(models.map(({ name }) => name)).toEqual(['sales', 'orders']);
        expect(models[1]).toEqual({
            name: 'orders',
            migrations: path.join(folder, 'migrations'),
            plpgsql: path.join(folder, 'plpgsql'),
        });
    });

    test('a folder without the two trees is refused', () => {
        const folder = makeModel('orders', 'migrations');
        expect(refusal({ PGSTRATA_MODELS: folder }).message).toBe(
            `PGSTRATA_MODELS has 'orders', but ${folder} has no migrations/ and plpgsql/`,
        );
    });

    test('a model that is not bundled, named twice, or no name at all is refused', () => {
        expect(refusal({ PGSTRATA_MODELS: 'orders' }).message).toMatch(/has 'orders', but/);
        expect(refusal({ PGSTRATA_MODELS: 'sales,sales' }).detail).toMatch(
            /'sales' more than once/,
        );
        expect(refusal({ PGSTRATA_MODELS: ',' }).message).toBe('PGSTRATA_MODELS names no model');
        expect(refusal({ PGSTRATA_MODELS: makeModel('My Model') }).message).toMatch(
            /'My Model', which is not a name/,
        );
    });
});
