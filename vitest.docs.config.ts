import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

// The documentation as a reader types it, with the real npx, and with psql where that is installed.
process.env.DOCS_NPX = 'real';

// The server of the release whose pg_dump is installed: a dump of a later one is refused.
const debian = '/usr/lib/postgresql/15/bin';
const env = existsSync(`${debian}/pg_dump`)
    ? { PGSTRATA_TEST_PG: 'embedded', PGSTRATA_TEST_PG_BIN: debian }
    : {};
Object.assign(process.env, env);

export default defineConfig({
    test: {
        ...base.test,
        env: { ...base.test?.env, ...env },
        include: ['test/docs/**/*.{test,walk}.ts'],
        exclude: [],
    },
});
